import type { Size } from "./seed";

type Step = { readonly name: string; readonly sql: string };

/** In this order; `m` is the moment everything ends at. */
export function seedData({ records, webhookEvents, changes, auditEvents }: Size): readonly Step[] {
  return [
    { name: "integrations", sql: integrations },
    { name: "endpoint_states", sql: endpointStates },
    { name: `${records} records`, sql: recordRows },
    { name: "sync_runs", sql: runRows },
    { name: "webhook_events", sql: events(webhookEvents) },
    { name: "webhook_deliveries", sql: deliveries },
    { name: "endpoint_marks", sql: marks },
    { name: "run_causes", sql: causes },
    { name: "run_pages", sql: pages },
    { name: "transactions", sql: transactions(changes) },
    { name: "record_changes", sql: recordChanges(changes) },
    { name: "audit_events", sql: audit(auditEvents) },
    { name: "what is small", sql: small },
  ];
}

const integrations = `
  INSERT INTO integrations (id, kombo_integration_id, tool, tool_label, category, state, setup_status, organization_name,
                            creator_email, last_fetched_from_kombo_at, last_webhook_at, details_fetched_at, paused_at, deleted_at, created_at)
  SELECT i.id, i.tool || ':' || bench.kombo_id(i.number, 'integration', 0), i.tool, initcap(i.tool), i.category,
         CASE WHEN i.number % 50 = 9 THEN 'INVALID' WHEN i.number % 97 = 5 THEN 'INACTIVE' ELSE 'ACTIVE' END, 'COMPLETED',
         bench.last_name(i.number, 0) || ' ' || (ARRAY['GmbH', 'AG', 'Logistik', 'Software', 'Group'])[1 + i.number % 5] || ' ' || i.number,
         'owner' || i.number || '@example.com', m.at - interval '2 hours', m.at - i.number * interval '3 minutes', m.at,
         CASE WHEN i.number % 101 = 7 THEN m.at - interval '3 days' END, CASE WHEN i.number % 83 = 11 THEN m.at - interval '5 days' END,
         i.created_at
  FROM bench.integrations i, bench.moment m`;

const endpointStates = `
  INSERT INTO endpoint_states (integration_id, endpoint, model, enabled, watermark, last_full_fetch_at, last_succeeded_at,
                               wanted_seq, done_seq, dirty_since, consecutive_failures, live_records, deleted_records)
  SELECT s.id, s.endpoint, s.model, bench.chance(s.id || s.endpoint) < 0.97, m.at - interval '2 hours',
         m.at - (1 + s.number % 7) * interval '1 day', m.at - (s.number % 300) * interval '5 minutes', 1000000, 1000000,
         CASE WHEN bench.chance(s.endpoint || s.id) < 0.01 THEN m.at - interval '20 minutes' END,
         CASE WHEN bench.chance('failing' || s.id || s.endpoint) < 0.01 THEN 2 ELSE 0 END,
         round(s.records * 0.94), round(s.records * 0.06)
  FROM bench.slots s, bench.moment m`;

const person = "first_name, last_name, mailbox";
/** What a record says, by its model; \`b\` is the row, \`p\` its person. */
const data = `CASE b.model
  WHEN 'hris_employees' THEN jsonb_build_object(
    'id', b.kombo_id, 'remote_id', b.n::text, 'first_name', p.first_name, 'last_name', p.last_name, 'display_full_name', p.first_name || ' ' || p.last_name,
    'employee_number', 'E-' || lpad(b.n::text, 6, '0'), 'work_email', p.mailbox, 'personal_email', split_part(p.mailbox, '@', 1) || '@mail.example',
    'job_title', bench.choose(ARRAY['Software Engineer', 'Sales Manager', 'Recruiter', 'Accountant', 'Office Manager', 'Astrophysicist'], b.chance),
    'employment_status', CASE WHEN b.chance < 0.9 THEN 'ACTIVE' ELSE 'INACTIVE' END, 'employment_type', 'FULL_TIME', 'ssn', 'DE-' || (b.chance * 1e9)::bigint,
    'start_date', (m.at - b.chance * interval '3000 days')::date, 'date_of_birth', '1985-04-0' || 1 + b.n % 9, 'weekly_hours', 40,
    'manager_id', bench.kombo_id(b.number, b.model, 1 + b.n / 12), 'work_location_id', bench.kombo_id(b.number, 'hris_locations', 1 + b.n % 9),
    'legal_entity_id', bench.kombo_id(b.number, 'hris_legal_entities', 1 + b.n % 3), 'home_address', jsonb_build_object('city', 'Berlin', 'country', 'DE', 'zip_code', '10119'),
    'bank_accounts', jsonb_build_array(jsonb_build_object('iban', 'DE44599421668052673300', 'bic', 'KMBODEXX', 'holder_name', p.first_name || ' ' || p.last_name)),
    'work_location', jsonb_build_object('id', bench.kombo_id(b.number, 'hris_locations', 1 + b.n % 9), 'name', 'Office ' || 1 + b.n % 9, 'type', 'OFFICE', 'address', jsonb_build_object('city', 'Berlin', 'country', 'DE')),
    'groups', jsonb_build_array(jsonb_build_object('id', bench.kombo_id(b.number, 'hris_teams', 1 + b.n % 40), 'name', 'Team ' || 1 + b.n % 40, 'type', 'DEPARTMENT', 'changed_at', m.at)),
    'employments', jsonb_build_array(jsonb_build_object('id', bench.kombo_id(b.number, 'hris_employments', b.n), 'job_title', 'Software Engineer', 'pay_rate', 64500, 'pay_period', 'YEAR', 'pay_currency', 'EUR', 'effective_date', '2022-01-31', 'employee_id', b.kombo_id, 'changed_at', m.at)),
    'custom_fields', jsonb_build_object('cost_center', '4006', 't_shirt_size', 'M'), 'changed_at', m.at, 'remote_deleted_at', null, 'remote_data', null)
  WHEN 'hris_employments' THEN jsonb_build_object('id', b.kombo_id, 'remote_id', b.n::text, 'job_title', 'Software Engineer', 'pay_rate', 64500, 'pay_period', 'YEAR', 'pay_currency', 'EUR',
    'employment_type', 'FULL_TIME', 'effective_date', '2022-01-31', 'employee_id', bench.kombo_id(b.number, 'hris_employees', b.n), 'changed_at', m.at, 'remote_data', null, 'custom_fields', null)
  WHEN 'hris_absences' THEN jsonb_build_object('id', b.kombo_id, 'remote_id', b.n::text, 'start_date', '2026-10-17', 'end_date', '2026-10-18', 'amount', 2, 'unit', 'DAYS', 'status', 'APPROVED',
    'employee_id', bench.kombo_id(b.number, 'hris_employees', 1 + b.n / 4), 'approver_id', bench.kombo_id(b.number, 'hris_employees', 1 + b.n / 48),
    'type_id', bench.kombo_id(b.number, 'hris_absence_types', 1 + b.n % 5), 'type', jsonb_build_object('id', bench.kombo_id(b.number, 'hris_absence_types', 1 + b.n % 5), 'name', 'Vacation', 'unit', 'DAYS'), 'changed_at', m.at)
  WHEN 'hris_time_off_balances' THEN jsonb_build_object('id', b.kombo_id, 'remote_id', b.n::text, 'balance', 20, 'balance_unit', 'DAYS', 'used', 10,
    'employee_id', bench.kombo_id(b.number, 'hris_employees', 1 + b.n / 2), 'type_id', bench.kombo_id(b.number, 'hris_absence_types', 1 + b.n % 5), 'type', jsonb_build_object('name', 'Vacation'), 'changed_at', m.at)
  WHEN 'hris_timesheets' THEN jsonb_build_object('id', b.kombo_id, 'remote_id', b.n::text, 'started_at', '2026-10-17T08:00:00Z', 'payable_hours', 8, 'approval_status', 'APPROVED', 'employee_id', bench.kombo_id(b.number, 'hris_employees', 1 + b.n / 4), 'changed_at', m.at)
  WHEN 'ats_candidates' THEN jsonb_build_object('id', b.kombo_id, 'remote_id', b.n::text, 'first_name', p.first_name, 'last_name', p.last_name, 'company', null, 'title', 'Engineering Manager', 'source', 'Agency',
    'email_addresses', jsonb_build_array(jsonb_build_object('email_address', p.mailbox, 'type', 'PRIVATE')), 'location', jsonb_build_object('city', 'København', 'country', 'DK'),
    'applications', jsonb_build_array(jsonb_build_object('id', bench.kombo_id(b.number, 'ats_applications', b.n), 'outcome', 'DECLINED', 'job', jsonb_build_object('id', bench.kombo_id(b.number, 'ats_jobs', 1 + b.n % 30), 'name', 'Product Manager'))),
    'tags', jsonb_build_array(jsonb_build_object('id', bench.kombo_id(b.number, 'ats_tags', 1 + b.n % 7), 'name', 'strong')), 'changed_at', m.at, 'custom_fields', null)
  WHEN 'ats_applications' THEN jsonb_build_object('id', b.kombo_id, 'remote_id', b.n::text, 'outcome', 'DECLINED', 'candidate_id', bench.kombo_id(b.number, 'ats_candidates', b.n),
    'candidate', jsonb_build_object('id', bench.kombo_id(b.number, 'ats_candidates', b.n), 'first_name', p.first_name, 'last_name', p.last_name, 'email_addresses', jsonb_build_array(jsonb_build_object('email_address', p.mailbox))),
    'job_id', bench.kombo_id(b.number, 'ats_jobs', 1 + b.n % 30), 'job', jsonb_build_object('id', bench.kombo_id(b.number, 'ats_jobs', 1 + b.n % 30), 'name', 'Product Manager'),
    'current_stage_id', bench.kombo_id(b.number, 'ats_application_stages', 1 + b.n % 8), 'current_stage', jsonb_build_object('id', bench.kombo_id(b.number, 'ats_application_stages', 1 + b.n % 8), 'name', 'Declined'), 'changed_at', m.at)
  WHEN 'lms_users' THEN jsonb_build_object('id', b.kombo_id, 'remote_id', b.n::text, 'first_name', p.first_name, 'last_name', p.last_name, 'work_email', p.mailbox, 'status', 'ACTIVE', 'changed_at', m.at)
  WHEN 'lms_course_progressions' THEN jsonb_build_object('id', b.kombo_id, 'remote_id', b.n::text, 'status', 'IN_PROGRESS', 'user_id', bench.kombo_id(b.number, 'lms_users', 1 + b.n / 2),
    'user', jsonb_build_object('id', bench.kombo_id(b.number, 'lms_users', 1 + b.n / 2), 'first_name', p.first_name, 'last_name', p.last_name, 'work_email', p.mailbox),
    'course_revision', jsonb_build_object('id', bench.kombo_id(b.number, 'revision', 1 + b.n % 90), 'title', 'Excel for analysts', 'course', jsonb_build_object('id', bench.kombo_id(b.number, 'lms_courses', 1 + b.n % 90))), 'changed_at', m.at)
  ELSE jsonb_build_object('id', b.kombo_id, 'remote_id', b.n::text, 'name', initcap(split_part(b.model, '_', 2)) || ' ' || b.n, 'changed_at', m.at)
  END`;
const displayName = `CASE
  WHEN b.model IN ('hris_employees', 'hris_performance_reviews', 'ats_candidates', 'ats_applications', 'ats_offers', 'ats_users', 'lms_users', 'lms_course_progressions') THEN p.first_name || ' ' || p.last_name
  WHEN b.model = 'hris_employments' THEN 'Software Engineer'
  WHEN b.model IN ('hris_absences', 'hris_time_off_balances') THEN 'Vacation'
  ELSE initcap(split_part(b.model, '_', 2)) || ' ' || b.n END`;

/** A first full fetch writes pages of 250 at once; two of five records were written again since, most of them lately. */
const recordRows = `
  INSERT INTO records (integration_id, model, kombo_id, endpoint, remote_id, data, content_hash, changed_at, remote_deleted_at,
                       deleted_at, deleted_reason, display_name, copies, first_seen_at, fetched_at)
  SELECT b.id, b.model, b.kombo_id, b.endpoint, b.n::text, ${data}, md5(b.kombo_id), b.fetched_at - interval '1 minute', NULL,
         CASE WHEN b.is_deleted THEN b.fetched_at END, CASE WHEN b.is_deleted THEN 'absent' END, ${displayName},
         CASE WHEN b.model = 'hris_employees' THEN ARRAY['hris_teams:' || bench.kombo_id(b.number, 'hris_teams', 1 + b.n % 40), 'hris_locations:' || bench.kombo_id(b.number, 'hris_locations', 1 + b.n % 9)] END,
         b.created_at, b.fetched_at
  FROM bench.moment m CROSS JOIN LATERAL (
    SELECT s.*, n, bench.kombo_id(s.number, s.model, n) AS kombo_id, bench.chance(s.model || s.number || n) AS chance,
           bench.chance('deleted' || s.model || s.number || n) < 0.06 AS is_deleted,
           CASE WHEN bench.chance('written' || s.model || s.number || n) < 0.6 THEN s.created_at + (n / 250) * interval '1.3 seconds'
                ELSE m.at - power(bench.chance('when' || s.model || s.number || n), 2) * (m.at - s.created_at) END AS fetched_at
    FROM bench.slots s CROSS JOIN generate_series(1, s.records) AS n) b
  CROSS JOIN LATERAL (
    SELECT CASE b.model WHEN 'lms_course_progressions' THEN 1 + b.n / 2 ELSE b.n END AS person) w
  CROSS JOIN LATERAL (
    SELECT bench.first_name(b.number, w.person) AS first_name, bench.last_name(b.number, w.person) AS last_name,
           bench.mailbox(b.number, w.person) AS mailbox) p(${person})
  ORDER BY b.created_at, b.id`;

const runRows = `
  INSERT INTO sync_runs (id, integration_id, endpoint, mode, trigger, state, wanted_seq, pages, received, created, updated, unchanged, deleted,
                         expected, slices, requests, error_code, error_message, fetch_started_at, created_at, started_at, finished_at, swept, sweep_held)
  SELECT gen_random_uuid(), c.id, c.endpoint, c.mode, c.trigger, c.state, 1, c.pages, c.created + c.updated + c.deleted + c.unchanged, c.created, c.updated, c.unchanged,
         c.deleted, c.records, 1, c.pages, CASE WHEN c.state = 'failed' THEN 'KOMBO_5XX' END, CASE WHEN c.state = 'failed' THEN 'Kombo answered 500.' END,
         c.at, c.at, c.at, CASE WHEN c.state NOT IN ('running', 'queued') THEN c.at + (2 + 10 * c.chance) * interval '1 second' END, 0, c.state = 'needs_review'
  FROM (
    SELECT r.*, CASE WHEN r.is_last AND r.chance < 0.03 THEN CASE WHEN r.chance < 0.01 THEN 'running' ELSE 'queued' END
                     WHEN r.is_last AND r.mode = 'full' AND r.chance > 0.995 THEN 'needs_review'
                     WHEN r.chance < 0.055 THEN 'failed' WHEN r.chance < 0.06 THEN 'cancelled' ELSE 'succeeded' END AS state,
           CASE r.mode WHEN 'full' THEN CASE WHEN r.is_first THEN 'initial' ELSE 'cron' END WHEN 'ids' THEN 'nested'
                ELSE (ARRAY['webhook', 'webhook', 'webhook', 'legacy_webhook', 'webhook', 'catch_up', 'manual', 'webhook'])[1 + (r.k % 8)] END AS trigger,
           CASE WHEN r.is_first THEN r.records ELSE 0 END AS created,
           CASE WHEN NOT r.is_first AND r.moved < r.reach THEN 1 + floor(power(r.moved / r.reach, 3) * 112)::int ELSE 0 END AS updated,
           CASE WHEN NOT r.is_first AND r.moved < r.reach / 8 THEN 1 ELSE 0 END AS deleted,
           CASE WHEN r.mode = 'full' AND NOT r.is_first THEN r.records ELSE 0 END AS unchanged,
           CASE WHEN r.mode = 'full' THEN 1 + r.records / 250 ELSE 1 END AS pages
    FROM (
      -- Nearly all that changes was announced: what other deltas find is little.
      SELECT q.*, CASE WHEN q.mode = 'full' THEN 0.1 WHEN q.mode = 'delta' AND q.k % 8 IN (5, 6) THEN 0.01 ELSE 0.4 END AS reach
      FROM (SELECT s.*, k, k = s.runs AS is_first, k = 1 AS is_last,
             m.at - (k - bench.chance(s.endpoint || s.number || k)) * (m.at - s.created_at) / s.runs AS at,
             bench.chance('state' || s.endpoint || s.number || k) AS chance, bench.chance('moved' || s.endpoint || s.number || k) AS moved,
             CASE WHEN k = s.runs OR k % 13 = 1 THEN 'full' WHEN k % 29 = 3 THEN 'ids' ELSE 'delta' END AS mode
      FROM bench.slots s CROSS JOIN bench.moment m CROSS JOIN generate_series(1, s.runs) AS k) q) r) c
  ORDER BY c.at`;

/** Of bursts, that one run serves, until there are enough; the rest says nothing or tells about the connection. */
const events = (total: number) => `
  CREATE TABLE bench.events AS
    SELECT gen_random_uuid() AS id, r.id AS run_id, r.integration_id, r.endpoint, r.trigger,
           r.created_at - (k + bench.chance(r.id::text || k)) * interval '8 seconds' AS at
    FROM sync_runs r CROSS JOIN generate_series(1, 1 + floor(4.2 * bench.chance(r.id::text))::int) AS k
    WHERE r.trigger IN ('webhook', 'legacy_webhook') LIMIT ${Math.floor(total * 0.95)};
  INSERT INTO webhook_events (id, kombo_event_id, type, kombo_integration_id, payload, deliveries, first_received_at, last_received_at, outcome, signature_verdict)
  SELECT e.id, 'whe_' || bench.kombo_id(1, 'event', row_number() OVER ()), e.type, e.kombo_integration_id,
         jsonb_build_object('id', 'whe', 'type', e.type, 'data', jsonb_build_object('integration_id', e.kombo_integration_id, 'integration_tool', e.tool,
           'changed_models', CASE WHEN e.type = 'data-changed' THEN jsonb_build_array(jsonb_build_object('name', e.model)) END)),
         CASE WHEN e.chance < 0.02 THEN 2 ELSE 1 END, e.at, e.at, e.outcome, 'valid'
  FROM (
    SELECT e.id, e.at, i.kombo_integration_id, i.tool, s.model, bench.chance(e.id::text) AS chance, 'marked' AS outcome,
           CASE e.trigger WHEN 'webhook' THEN 'data-changed' ELSE (ARRAY['sync-finished', 'remote-event-received'])[1 + (extract(second FROM e.at)::int % 2)] END AS type
    FROM bench.events e JOIN integrations i ON i.id = e.integration_id JOIN endpoint_states s ON s.integration_id = e.integration_id AND s.endpoint = e.endpoint
    UNION ALL
    SELECT gen_random_uuid(), m.at - power(bench.chance('other' || k), 1.3) * interval '90 days', i.kombo_integration_id, i.tool, 'hris_employees', 1,
           CASE WHEN k % 40 = 0 THEN 'state_updated' WHEN k % 41 = 0 THEN 'registered' WHEN k % 9 = 0 THEN 'ignored' ELSE 'stored' END,
           CASE WHEN k % 40 = 0 THEN 'integration-state-changed' WHEN k % 41 = 0 THEN 'integration-created' WHEN k % 2 = 0 THEN 'sync-finished' WHEN k % 5 = 0 THEN 'connection-flow-failed' ELSE 'assessment:order-received' END
    FROM (SELECT generate_series((SELECT count(*) FROM bench.events) + 1, ${total}) AS k) o CROSS JOIN bench.moment m
    JOIN LATERAL (SELECT id FROM bench.integrations b WHERE b.number = 1 + o.k % (SELECT count(*) FROM bench.integrations)) b ON true JOIN integrations i ON i.id = b.id) e
  ORDER BY e.at`;

const deliveries = `
  INSERT INTO webhook_deliveries (webhook_event_id, received_at, size_bytes)
  SELECT id, last_received_at, 420 FROM webhook_events CROSS JOIN LATERAL generate_series(1, deliveries) ORDER BY first_received_at`;

const marks = `
  INSERT INTO endpoint_marks (integration_id, endpoint, seq, trigger, webhook_event_id, marked_at)
  SELECT integration_id, endpoint, row_number() OVER (PARTITION BY integration_id, endpoint ORDER BY at), trigger, id, at FROM bench.events ORDER BY at`;

const causes = `INSERT INTO run_causes (run_id, webhook_event_id) SELECT run_id, id FROM bench.events ORDER BY at`;

const pages = `
  INSERT INTO run_pages (run_id, page, requested_at, request_ms, write_ms, records, unchanged, status)
  SELECT r.id, p, r.created_at + p * interval '200 milliseconds', 120, 30, 0, 0, 'ok'
  FROM sync_runs r CROSS JOIN generate_series(1, least(r.pages, 20)) AS p
  WHERE r.created_at > (SELECT at FROM bench.moment) - interval '30 days'`;

/** Each page of changes is a transaction; the feed only gives those below the oldest one that is open. */
const changesATransaction = 25;
const transactions = (changes: number) => `
  DO $$ BEGIN
    FOR k IN 1..${Math.ceil(changes / changesATransaction) + 2_000} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP;
  END $$`;

/** Some records change again and again; of what full fetches find, a little is drift. */
const recordChanges = (changes: number) => `
  INSERT INTO record_changes (seq, xid, integration_id, model, kombo_id, run_id, page, kind, paths, drift, at)
  SELECT q.seq, (1000 + q.seq / ${changesATransaction})::text::xid8, q.id, q.model, bench.kombo_id(q.number, q.model, q.n), q.run_id, 1, q.kind,
         CASE WHEN q.kind = 'updated' THEN jsonb_build_array(jsonb_build_object('path', 'job_title', 'from', 'Office Manager', 'to', 'Software Engineer')) END,
         q.drift, q.at
  FROM (
    SELECT row_number() OVER (ORDER BY c.at) AS seq, c.* FROM (
      SELECT s.id, s.number, s.model, r.id AS run_id, coalesce(r.finished_at, r.created_at) AS at, 'updated' AS kind,
             1 + floor(power(bench.chance(r.id::text || k), 3) * s.records)::bigint AS n,
             CASE WHEN r.mode = 'full' AND bench.chance('drift' || r.id || k) < 0.15
                  THEN (ARRAY['missed_update', 'missed_update', 'stale_copy', 'local_edit', 'missed_create', 'missed_delete'])[1 + floor(6 * bench.chance(k || 'kind' || r.id))::int] END AS drift
      FROM sync_runs r JOIN bench.slots s ON s.id = r.integration_id AND s.endpoint = r.endpoint CROSS JOIN generate_series(1, r.updated) AS k
      UNION ALL
      SELECT s.id, s.number, s.model, r.id, r.finished_at, 'created', k, NULL
      FROM sync_runs r JOIN bench.slots s ON s.id = r.integration_id AND s.endpoint = r.endpoint CROSS JOIN generate_series(1, r.created) AS k WHERE r.trigger = 'initial'
    ) c LIMIT ${changes}) q
  ORDER BY q.seq`;

const audit = (total: number) => `
  CREATE TABLE bench.some_runs AS SELECT row_number() OVER () - 1 AS number, id FROM (SELECT id FROM sync_runs LIMIT 1000) r;
  INSERT INTO audit_events (at, actor_id, actor_name, action, target, after)
  SELECT m.at - (1 - k / ${total}.0) * interval '365 days', 'u' || k % 12, (ARRAY['Ana Admin', 'Otto Operator', 'Vera', 'Uwe', 'Ida', 'Jan'])[1 + floor(power(bench.chance('who' || k), 2) * 6)::int],
         a.action, CASE WHEN a.action = 'record.reveal' THEN i.kombo_integration_id || ' hris_employees ' || bench.kombo_id(i.number, 'hris_employees', 1 + k % 20)
                        WHEN a.action IN ('run.cancel', 'review.apply') THEN (SELECT id::text FROM bench.some_runs r WHERE r.number = k % 1000)
                        WHEN a.action = 'sign_in' THEN 'person' || k % 40 || '@example.com' ELSE i.kombo_integration_id END, '{"reason": "asked by the customer"}'
  FROM generate_series(1, ${total}) AS k CROSS JOIN bench.moment m
  CROSS JOIN LATERAL (SELECT (ARRAY['sign_in', 'sign_in', 'sign_in', 'record.reveal', 'record.reveal', 'full_fetch.request', 'integration.pause', 'run.cancel', 'webhook.replay', 'token.create'])[1 + k % 10] AS action) a
  JOIN LATERAL (SELECT x.number, y.kombo_integration_id FROM bench.integrations x JOIN integrations y ON y.id = x.id WHERE x.number = 1 + (k * 7) % (SELECT count(*) FROM bench.integrations)) i ON true`;

const small = `
  INSERT INTO rejected_deliveries (received_at, cause, size_bytes) SELECT m.at - k * interval '7 minutes', CASE WHEN k % 3 = 0 THEN 'signature missing' ELSE 'signature wrong' END, 400 FROM generate_series(1, 1000) AS k, bench.moment m;
  INSERT INTO sweep_candidates (run_id, kombo_id)
    SELECT r.id, bench.kombo_id(s.number, s.model, k) FROM sync_runs r JOIN bench.slots s ON s.id = r.integration_id AND s.endpoint = r.endpoint CROSS JOIN generate_series(1, least(300, s.records)) AS k WHERE r.state = 'needs_review';
  INSERT INTO heartbeats (name, beat_at) SELECT n, m.at FROM unnest(ARRAY['resident', 'tick', 'full-fetch']) AS n, bench.moment m;
  INSERT INTO alerts (cause, kind, text, path, opened_at, closed_at) SELECT 'failing:' || k, 'failing', 'failing', '/', m.at - k * interval '1 hour', m.at FROM generate_series(1, 2000) AS k, bench.moment m;
  INSERT INTO kombo_keys (id, last_ok_at, latency_ms, clock_offset_ms) SELECT 'bench', m.at, 120, 0 FROM bench.moment m;
  UPDATE retention SET pruned_to = m.at - interval '30 days' FROM bench.moment m WHERE kind = 'run_pages';
  SELECT setval('record_changes_seq_seq', (SELECT max(seq) FROM record_changes))`;
