package io.cartwright;

import io.cartwright.bus.Bus;
import io.cartwright.bus.Commits;
import io.cartwright.bus.Ids;
import io.cartwright.bus.Owners;
import io.cartwright.site.ApiKeys;
import io.cartwright.site.Identities;
import io.cartwright.site.Sites;
import io.cartwright.site.Tokens;
import io.cartwright.store.Committer;
import io.cartwright.store.Documents;
import io.cartwright.store.Pools;
import io.cartwright.store.query.Queries;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the domains of one engine share.
 *
 * @param publicUrl what links for buyers start with; known once the engine listens
 */
record Services(
    Vertx vertx,
    Bus bus,
    Owners owners,
    Pools pools,
    Documents documents,
    Queries queries,
    Committer committer,
    Commits commits,
    Sites sites,
    Tokens tokens,
    ApiKeys keys,
    Identities identities,
    Clock clock,
    Ids ids,
    Supplier<String> publicUrl) {}
