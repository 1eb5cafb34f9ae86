/**
 * Delivery: who is delivered to, by which carrier, at which rate.
 *
 * <p>A delivery profile holds regions, a region destinations and carriers. A site has one default
 * profile, made when it is first asked for, with a region for the site's own country and one for
 * the rest of the world; it cannot be deleted. A line without a profile, or with one that is gone,
 * travels by the default profile. Within a profile no destination lies in two regions; the most
 * specific region counts: subdivision, country, rest of the world. A region that is switched off
 * keeps its destinations, and nothing is delivered there.
 *
 * <p>Two carriers are built in, see {@link io.cartwright.shipping.Carriers}. Basic Shipping offers
 * the shipping options of a region; it serves every region until it is removed there. Pickup offers
 * one option in each region that it was added to: its backup rate, at the site's business address.
 *
 * <p>Lines of several profiles are offered options with a part for each profile: an option that
 * stands in all their regions stands for all parts; the others are combined, one of each region, at
 * most {@value io.cartwright.shipping.offer.Combinations#COMBINED_MAX}. Where one profile does not
 * deliver, nothing is offered.
 *
 * <p>Limits: {@value io.cartwright.shipping.DeliveryStore#PROFILES_MAX} profiles, {@value
 * io.cartwright.shipping.DeliveryStore#DESTINATIONS_MAX} destinations and {@value
 * io.cartwright.shipping.DeliveryStore#OPTIONS_MAX} shipping options a site.
 *
 * <p>All of a site is held in memory as one immutable snapshot. A change is answered when the
 * snapshot of this node has it; other nodes are told, and look for themselves every second.
 */
package io.cartwright.shipping;
