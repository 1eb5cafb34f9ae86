package io.cartwright.config;

/**
 * Calls that leave the house.
 *
 * @param allowPrivateAddresses whether they may go to loopback, private and link-local addresses
 */
public record OutboundConfig(boolean allowPrivateAddresses) {}
