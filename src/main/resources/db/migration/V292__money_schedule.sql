-- Holds that are to be captured or voided by themselves, under the payment's id.
create table money_schedule (
  site_id    uuid        not null,
  id         uuid        not null,
  revision   bigint      not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  doc        text        not null,
  due_at     timestamptz not null,
  constraint money_schedule_pkey primary key (site_id, id)
);
create index money_schedule_due on money_schedule (due_at);
