package io.fenji.customer.interaction;

/// What kind of contact it was.
public enum InteractionType {
    CALL,
    EMAIL,
    VISIT,
    MEETING,
    SITE_VIEW,
    INQUIRY,
    DOWNLOAD,
    LOGIN,
    CAMPAIGN_RESPONSE,
    SOCIAL_CONTACT
}
