-- The times of a site's rule versions never go back: a change counts from when it was asked for, but
-- never from before the change that precedes it. Versions are inserted under the lock of their
-- counter, so the preceding one is there.
update discount_rule_version v
   set created_at = m.at
  from (select site_id, version, max(created_at) over (partition by site_id order by version) as at
          from discount_rule_version) m
 where v.site_id = m.site_id and v.version = m.version and v.created_at <> m.at;

create function discount_rule_version_time() returns trigger language plpgsql as $$
begin
  new.created_at := greatest(new.created_at,
    (select v.created_at from discount_rule_version v
      where v.site_id = new.site_id and v.version < new.version
      order by v.version desc limit 1));
  return new;
end
$$;
create trigger discount_rule_version_time before insert on discount_rule_version
  for each row execute function discount_rule_version_time();

-- Finds the version at which a site's rules stood at an instant.
create index discount_rule_version_by_time on discount_rule_version (site_id, created_at, version);
