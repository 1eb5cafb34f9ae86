package io.cartwright;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.cartwright.bus.Owners;

/**
 * Ownership of keys by Hazelcast's own partition table: it is rebalanced when nodes come and go,
 * and while it is, two nodes may both think that they own a key. Postgres decides then.
 */
final class ClusterOwners implements Owners {
  private final HazelcastInstance hazelcast;
  private final String self;

  ClusterOwners(HazelcastInstance hazelcast) {
    this.hazelcast = hazelcast;
    this.self = hazelcast.getCluster().getLocalMember().getUuid().toString();
  }

  String self() {
    return self;
  }

  @Override
  public String nodeOf(String key) {
    Member owner = hazelcast.getPartitionService().getPartition(key).getOwner();
    if (owner == null) return null;
    String id = owner.getUuid().toString();
    return id.equals(self) ? null : id;
  }
}
