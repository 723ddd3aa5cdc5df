package io.fenji.report.render;

/// A page in UTF-8 and the policy to serve it with.
public record RenderedPage(byte[] html, String contentSecurityPolicy) {}
