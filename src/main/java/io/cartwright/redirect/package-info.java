/**
 * Redirect sessions: how a storefront sends its buyer to a page of the engine and gets the buyer
 * back.
 *
 * <p>A session leads to the checkout's page by a URL with a token that works once; what is stored
 * of the token is its hash. Whoever serves the page asks {@link
 * io.cartwright.redirect.RedirectQuestions#CONSUME} with the token and learns the checkout, the
 * buyer and where to send the buyer back to. Callbacks lead only to the engine's own host, to
 * localhost, and to the domains in the site's settings ({@code RedirectTargets}). Sessions that
 * nobody used are deleted when they have expired.
 */
package io.cartwright.redirect;
