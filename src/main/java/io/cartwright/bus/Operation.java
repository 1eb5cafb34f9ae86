package io.cartwright.bus;

import io.cartwright.wire.Codec;
import io.cartwright.wire.Route;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * An operation, declared once: from here come its HTTP routes, its bus address, the permission
 * check, request validation, metrics and the OpenAPI page.
 *
 * <p>Internal operations have no route and no codec: they stay inside one JVM, and hand objects
 * over as they are.
 *
 * @param address {@code ecom.<module>.<operation>}
 * @param route verb, paths and codecs of the contract; null for an internal operation
 * @param callers the roles that may call
 * @param key the aggregate that the call is about: all calls with one key are served by one event
 *     loop; null when any loop may serve
 * @param write true when it changes durable state, so that an Idempotency-Key counts
 */
public record Operation<Q, A>(
    String address,
    Route<Q, A> route,
    Set<Role> callers,
    BiFunction<Caller, Q, String> key,
    boolean write) {

  public Operation {
    callers = Set.copyOf(callers);
  }

  /** Declares an operation of the contract, or one of our own that has a route. */
  public static <Q, A> Operation<Q, A> of(Route<Q, A> route) {
    String module = route.module().replace('/', '.');
    return new Operation<>(
        "ecom." + module + "." + route.operation(), route, Set.of(), null, false);
  }

  /** Declares an operation between domains of one JVM. */
  public static <Q, A> Operation<Q, A> internal(String address) {
    return new Operation<>(address, null, Set.of(Role.SYSTEM), null, false);
  }

  public Operation<Q, A> allow(Role first, Role... more) {
    return new Operation<>(address, route, EnumSet.of(first, more), key, write);
  }

  public Operation<Q, A> keyedBy(BiFunction<Caller, Q, String> key) {
    return new Operation<>(address, route, callers, key, write);
  }

  public Operation<Q, A> writes() {
    return new Operation<>(address, route, callers, key, true);
  }

  /** Whether its messages can be carried to another node. */
  public boolean leavesNode() {
    return route != null;
  }

  public Codec<Q> requestCodec() {
    return route.request();
  }

  public Codec<A> responseCodec() {
    return route.response();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Operation<?, ?> o && o.address.equals(address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  @Override
  public String toString() {
    return address;
  }
}
