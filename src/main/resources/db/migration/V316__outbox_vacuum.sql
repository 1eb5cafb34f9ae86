-- Rows of the outbox are deleted soon after they came. To vacuum for mere inserts would write each of its pages
-- once more, and once more in full into the write-ahead log.
alter table outbox set (autovacuum_vacuum_insert_threshold = -1);
