package io.fenji.customer.contact;

/// By what a customer is reached.
public enum ContactType {
    PHONE,
    EMAIL,
    WECHAT,
    ADDRESS
}
