package io.cartwright.config;

/**
 * The demo site.
 *
 * @param enabled whether a first start fills the site with products and rules
 */
public record DemoConfig(boolean enabled) {}
