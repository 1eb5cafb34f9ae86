/**
 * Events that leave the engine. A domain makes an {@link io.cartwright.store.OutboxRow} with {@link
 * io.cartwright.event.DomainEvents} and hands it to the committer in the change that it tells
 * about; so an event is there exactly when its change is.
 */
package io.cartwright.event;
