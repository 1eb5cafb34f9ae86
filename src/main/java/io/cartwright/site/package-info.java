/**
 * Sites and who may call: settings, identities, tokens, API keys, and the TLS certificate.
 *
 * <p>A site is made at first start, with a client id for its storefronts and an API key for its
 * administrators. Callers are known by {@link io.cartwright.site.Identities}: a visitor or member
 * by access token, an administrator by API key, each on one site. Tokens are signed and not stored;
 * API keys are stored as hashes; settings are a document with a revision.
 *
 * <p>In the data folder: {@code keys/tokens.pem} signs tokens (engines that serve the same sites
 * must share it), {@code tls/} holds the certificate authority and the server certificate, {@code
 * credentials.json} tells the owner how to call. All but certificates are mode 600 and written
 * whole or not at all.
 *
 * <p>Limits: a changed setting or a revoked key reaches other engines within five seconds.
 */
package io.cartwright.site;
