package io.cartwright;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.ReplicaMigrationEvent;
import io.cartwright.bus.Owners;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Ownership of keys by Hazelcast's own partition table: it is rebalanced when nodes come and go,
 * and while it is, two nodes may both think that they own a key. Postgres decides then.
 *
 * <p>Keys move from the moment a member comes or goes until the table rests, and a little longer,
 * since members hear of it one after the other.
 */
final class ClusterOwners implements Owners {
  /** How long keys count as moving after a member has come or gone, until a migration begins. */
  private static final Duration MEMBER_PAUSE = Duration.ofSeconds(3);

  /** How long they count as moving during a migration of which nothing more is heard. */
  private static final Duration MIGRATION_PAUSE = Duration.ofSeconds(30);

  /** How long they count as moving after a migration. */
  private static final Duration REST_PAUSE = Duration.ofSeconds(1);

  private final HazelcastInstance hazelcast;
  private final String self;
  private final AtomicLong epoch = new AtomicLong();
  private final List<Consumer<String>> goneListeners = new CopyOnWriteArrayList<>();
  private volatile long movingUntilNanos = System.nanoTime();

  ClusterOwners(HazelcastInstance hazelcast) {
    this.hazelcast = hazelcast;
    this.self = hazelcast.getCluster().getLocalMember().getUuid().toString();
    moving(MEMBER_PAUSE);
    hazelcast.getCluster().addMembershipListener(new Members());
    hazelcast.getPartitionService().addMigrationListener(new Migrations());
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

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public long epoch() {
    return System.nanoTime() - movingUntilNanos < 0 ? MOVING : epoch.get();
  }

  @Override
  public void onGone(Consumer<String> listener) {
    goneListeners.add(listener);
  }

  private void moving(Duration pause) {
    epoch.incrementAndGet();
    movingUntilNanos = System.nanoTime() + pause.toNanos();
  }

  private final class Members implements MembershipListener {
    @Override
    public void memberAdded(MembershipEvent event) {
      moving(MEMBER_PAUSE);
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      moving(MEMBER_PAUSE);
      String id = event.getMember().getUuid().toString();
      goneListeners.forEach(listener -> listener.accept(id));
    }
  }

  private final class Migrations implements MigrationListener {
    @Override
    public void migrationStarted(MigrationState state) {
      moving(MIGRATION_PAUSE);
    }

    @Override
    public void migrationFinished(MigrationState state) {
      moving(REST_PAUSE);
    }

    @Override
    public void replicaMigrationCompleted(ReplicaMigrationEvent event) {
      moving(MIGRATION_PAUSE);
    }

    @Override
    public void replicaMigrationFailed(ReplicaMigrationEvent event) {
      moving(MIGRATION_PAUSE);
    }
  }
}
