\set n random(1, 10000)
insert into bound (id, revision, doc) values (:n, 1, repeat(md5(:n::text), 64))
on conflict (id) do update set revision = bound.revision + 1, doc = excluded.doc;
