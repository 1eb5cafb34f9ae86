-- Automatic discount rules as they stand, with the columns that are searched.
create table discount_rule (
  site_id                uuid        not null,
  id                     uuid        not null,
  revision               bigint      not null,
  created_at             timestamptz not null,
  updated_at             timestamptz not null,
  doc                    text        not null,
  active                 boolean     not null,
  name                   text        not null,
  active_start           timestamptz,
  active_end             timestamptz,
  private_tag_ids        text[]      not null,
  custom_trigger_app_ids text[]      not null,
  constraint discount_rule_pkey primary key (site_id, id)
) with (fillfactor = 80);
create index discount_rule_by_date on discount_rule (site_id, created_at desc, id);
create index discount_rule_with_custom_trigger on discount_rule (site_id)
  where custom_trigger_app_ids <> '{}';

-- Every state of every rule, by the version of the site's rules that it came with; without a
-- document where the rule was deleted. The rules of version v are, for each rule, its latest row
-- up to v. A site's versions are taken from a counter within the transaction of the change, so they
-- are committed in their order and have no gaps.
create table discount_rule_version (
  site_id    uuid        not null,
  version    bigint      not null,
  rule_id    uuid        not null,
  doc        text,
  created_at timestamptz not null,
  constraint discount_rule_version_pkey primary key (site_id, version)
);
create index discount_rule_version_by_rule on discount_rule_version (site_id, rule_id, version desc);

-- Coupons, with the columns that are searched.
create table coupon (
  site_id             uuid        not null,
  id                  uuid        not null,
  revision            bigint      not null,
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  doc                 text        not null,
  code_key            text        not null,
  code                text        not null,
  name                text        not null,
  active              boolean     not null,
  start_time          bigint      not null,
  expiration_time     bigint,
  date_created        bigint      not null,
  usage_limit         int,
  limited_to_one_item boolean     not null,
  scope_namespace     text,
  scope_group         text,
  scope_entity_id     text,
  constraint coupon_pkey primary key (site_id, id)
) with (fillfactor = 80);
-- One coupon for a code, whatever its case.
create unique index coupon_code on coupon (site_id, code_key);
create index coupon_by_date on coupon (site_id, created_at desc, id);
