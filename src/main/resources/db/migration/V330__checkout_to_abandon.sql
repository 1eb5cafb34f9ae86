-- No index holds what each update of a checkout changes: an update then stays in its page and enters no index.
-- A checkout is never younger than its last update, so those made long enough ago include those to abandon.
drop index checkout_to_abandon;
create index checkout_to_abandon on checkout (created_at) where not completed and abandoned_id is null;
