package io.fenji.report.render;

/// A page and the policy to serve it with.
public record RenderedPage(String html, String contentSecurityPolicy) {}
