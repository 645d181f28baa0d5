-- The audit log only grows: no statement changes or removes a line of it.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_events: lines are only added' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_events_only_grow BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_events_never_emptied BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- What a full fetch found that deltas should have brought, by kind, without reading all it wrote.
CREATE INDEX record_changes_drift_idx ON record_changes (run_id, drift, seq DESC) WHERE drift IS NOT NULL;
