-- Which records name a record: its reports, its applications, its members. An index of what the function says needs no column
-- to fill and to keep; where records name others follows from lib/mirror/relations, and a later place is a later function.
CREATE FUNCTION "record_references"("model" text, "data" jsonb) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  paths text[] := CASE "model"
    WHEN 'hris_employees' THEN ARRAY['manager_id', 'groups.id', 'work_location_id', 'legal_entity_id']
    WHEN 'hris_employments' THEN ARRAY['employee_id']
    WHEN 'hris_absences' THEN ARRAY['employee_id', 'approver_id', 'type_id']
    WHEN 'hris_time_off_balances' THEN ARRAY['employee_id', 'type_id']
    WHEN 'hris_timesheets' THEN ARRAY['employee_id']
    WHEN 'hris_performance_reviews' THEN ARRAY['reviewee.id', 'reviewer.id', 'review_cycle.id']
    WHEN 'hris_teams' THEN ARRAY['parent_id']
    WHEN 'hris_staffing_entities' THEN ARRAY['parent_id', 'locations.id', 'legal_entities.id', 'groups.id']
    WHEN 'ats_applications' THEN ARRAY['candidate_id', 'job_id', 'current_stage_id']
    WHEN 'ats_candidates' THEN ARRAY['tags.id']
    WHEN 'ats_jobs' THEN ARRAY['stages.id', 'hiring_team.id']
    WHEN 'ats_offers' THEN ARRAY['application_id', 'application.candidate.id', 'application.job.id']
    WHEN 'ats_interviews' THEN ARRAY['application_id', 'application.candidate.id', 'application.job.id', 'stage_id', 'users.id']
    WHEN 'ats_notes' THEN ARRAY['candidate_id', 'application_id', 'author_id']
    WHEN 'lms_course_progressions' THEN ARRAY['user_id', 'course_revision.course.id']
    WHEN 'lms_courses' THEN ARRAY['revisions.skill_assignments.skill.id']
  END;
BEGIN
  IF paths IS NULL THEN RETURN NULL; END IF;
  RETURN ARRAY(
    SELECT DISTINCT p || ':' || (named #>> '{}')
    FROM unnest(paths) AS p, jsonb_path_query("data", ('$.' || p)::jsonpath) AS named
    WHERE jsonb_typeof(named) = 'string' AND length(named #>> '{}') <= 255);
END $$;

CREATE INDEX "records_references_idx" ON "records" USING GIN ("record_references"("model", "data"));
