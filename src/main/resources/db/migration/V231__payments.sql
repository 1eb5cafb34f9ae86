-- Attempts to pay, each written before its provider is asked.
create table payment_attempt (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text not null,
  order_id   uuid        not null,
  state      text        not null,
  constraint payment_attempt_pkey primary key (site_id, id)
) with (fillfactor = 70);
create index payment_attempt_by_order on payment_attempt (site_id, order_id);
-- Money of an order moves, or may be moving, in one attempt only.
create unique index payment_attempt_live on payment_attempt (site_id, order_id)
  where state in ('STARTED', 'PENDING', 'APPROVED', 'AUTHORIZED');
create index payment_attempt_open on payment_attempt (updated_at)
  where state in ('STARTED', 'PENDING');

-- The books of the sandbox, which plays a provider outside: nothing of ours may look into them.
create table sandbox_payment (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text not null,
  order_id   uuid,
  constraint sandbox_payment_pkey primary key (site_id, id)
);
create index sandbox_payment_by_order on sandbox_payment (site_id, order_id);

-- Secrets by which providers sign their notifications, the same on every node.
create table provider_secret (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  constraint provider_secret_pkey primary key (site_id, id)
);
