-- Which records name a record: its reports, its applications, its members. An index of what the function says needs no column
-- to fill and to keep; where records name others follows from lib/mirror/relations, and a later place is a later function.
CREATE FUNCTION "record_references"("model" text, "data" jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
DECLARE
  doc jsonb;
BEGIN
  IF "model" <> ALL (ARRAY['hris_employees', 'hris_employments', 'hris_absences', 'hris_time_off_balances', 'hris_timesheets', 'hris_performance_reviews', 'hris_teams', 'hris_staffing_entities', 'ats_applications', 'ats_candidates', 'ats_jobs', 'ats_offers', 'ats_interviews', 'ats_notes', 'lms_course_progressions', 'lms_courses']) THEN RETURN NULL; END IF;
  doc := "data" || '{}';
  IF "model" = 'hris_employees' THEN
    RETURN array_remove(ARRAY[left('manager_id:' || (doc #>> '{manager_id}'), 300), left('work_location_id:' || (doc #>> '{work_location_id}'), 300), left('legal_entity_id:' || (doc #>> '{legal_entity_id}'), 300)]
      || ARRAY(SELECT left('groups.id:' || (named #>> '{}'), 300) FROM jsonb_path_query(doc, '$.groups.id') AS named), NULL);
  ELSIF "model" = 'hris_employments' THEN
    RETURN array_remove(ARRAY[left('employee_id:' || (doc #>> '{employee_id}'), 300)], NULL);
  ELSIF "model" = 'hris_absences' THEN
    RETURN array_remove(ARRAY[left('employee_id:' || (doc #>> '{employee_id}'), 300), left('approver_id:' || (doc #>> '{approver_id}'), 300), left('type_id:' || (doc #>> '{type_id}'), 300)], NULL);
  ELSIF "model" = 'hris_time_off_balances' THEN
    RETURN array_remove(ARRAY[left('employee_id:' || (doc #>> '{employee_id}'), 300), left('type_id:' || (doc #>> '{type_id}'), 300)], NULL);
  ELSIF "model" = 'hris_timesheets' THEN
    RETURN array_remove(ARRAY[left('employee_id:' || (doc #>> '{employee_id}'), 300)], NULL);
  ELSIF "model" = 'hris_performance_reviews' THEN
    RETURN array_remove(ARRAY[left('reviewee.id:' || (doc #>> '{reviewee,id}'), 300), left('reviewer.id:' || (doc #>> '{reviewer,id}'), 300), left('review_cycle.id:' || (doc #>> '{review_cycle,id}'), 300)], NULL);
  ELSIF "model" = 'hris_teams' THEN
    RETURN array_remove(ARRAY[left('parent_id:' || (doc #>> '{parent_id}'), 300)], NULL);
  ELSIF "model" = 'hris_staffing_entities' THEN
    RETURN array_remove(ARRAY[left('parent_id:' || (doc #>> '{parent_id}'), 300)]
      || ARRAY(SELECT left('locations.id:' || (named #>> '{}'), 300) FROM jsonb_path_query(doc, '$.locations.id') AS named)
      || ARRAY(SELECT left('legal_entities.id:' || (named #>> '{}'), 300) FROM jsonb_path_query(doc, '$.legal_entities.id') AS named)
      || ARRAY(SELECT left('groups.id:' || (named #>> '{}'), 300) FROM jsonb_path_query(doc, '$.groups.id') AS named), NULL);
  ELSIF "model" = 'ats_applications' THEN
    RETURN array_remove(ARRAY[left('candidate_id:' || (doc #>> '{candidate_id}'), 300), left('job_id:' || (doc #>> '{job_id}'), 300), left('current_stage_id:' || (doc #>> '{current_stage_id}'), 300)], NULL);
  ELSIF "model" = 'ats_candidates' THEN
    RETURN array_remove(ARRAY(SELECT left('tags.id:' || (named #>> '{}'), 300) FROM jsonb_path_query(doc, '$.tags.id') AS named), NULL);
  ELSIF "model" = 'ats_jobs' THEN
    RETURN array_remove(ARRAY(SELECT left('stages.id:' || (named #>> '{}'), 300) FROM jsonb_path_query(doc, '$.stages.id') AS named)
      || ARRAY(SELECT left('hiring_team.id:' || (named #>> '{}'), 300) FROM jsonb_path_query(doc, '$.hiring_team.id') AS named), NULL);
  ELSIF "model" = 'ats_offers' THEN
    RETURN array_remove(ARRAY[left('application_id:' || (doc #>> '{application_id}'), 300), left('application.candidate.id:' || (doc #>> '{application,candidate,id}'), 300), left('application.job.id:' || (doc #>> '{application,job,id}'), 300)], NULL);
  ELSIF "model" = 'ats_interviews' THEN
    RETURN array_remove(ARRAY[left('application_id:' || (doc #>> '{application_id}'), 300), left('application.candidate.id:' || (doc #>> '{application,candidate,id}'), 300), left('application.job.id:' || (doc #>> '{application,job,id}'), 300), left('stage_id:' || (doc #>> '{stage_id}'), 300)]
      || ARRAY(SELECT left('users.id:' || (named #>> '{}'), 300) FROM jsonb_path_query(doc, '$.users.id') AS named), NULL);
  ELSIF "model" = 'ats_notes' THEN
    RETURN array_remove(ARRAY[left('candidate_id:' || (doc #>> '{candidate_id}'), 300), left('application_id:' || (doc #>> '{application_id}'), 300), left('author_id:' || (doc #>> '{author_id}'), 300)], NULL);
  ELSIF "model" = 'lms_course_progressions' THEN
    RETURN array_remove(ARRAY[left('user_id:' || (doc #>> '{user_id}'), 300), left('course_revision.course.id:' || (doc #>> '{course_revision,course,id}'), 300)], NULL);
  ELSIF "model" = 'lms_courses' THEN
    RETURN array_remove(ARRAY(SELECT left('revisions.skill_assignments.skill.id:' || (named #>> '{}'), 300) FROM jsonb_path_query(doc, '$.revisions.skill_assignments.skill.id') AS named), NULL);
  END IF;
END $$;

CREATE INDEX "records_references_idx" ON "records" USING GIN ("record_references"("model", "data"));
