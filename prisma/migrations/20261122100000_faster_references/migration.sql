-- The same references as before, so the index of them stands as it is. They were a fifth of the insert of an employee, half of
-- that the query that walked the groups: a loop walks them instead.
CREATE OR REPLACE FUNCTION "record_references"("model" text, "data" jsonb) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 5000 AS $$
DECLARE
  doc jsonb;
  list jsonb;
  named text[];
BEGIN
  IF "model" <> ALL (ARRAY['hris_employees', 'hris_employments', 'hris_absences', 'hris_time_off_balances', 'hris_timesheets', 'hris_performance_reviews', 'hris_teams', 'hris_staffing_entities', 'ats_applications', 'ats_candidates', 'ats_jobs', 'ats_offers', 'ats_interviews', 'ats_notes', 'lms_course_progressions', 'lms_courses']) THEN RETURN NULL; END IF;
  doc := "data" || '{}';
  IF "model" = 'hris_employees' THEN
    named := ARRAY[left('manager_id:' || (doc #>> '{manager_id}'), 300), left('work_location_id:' || (doc #>> '{work_location_id}'), 300), left('legal_entity_id:' || (doc #>> '{legal_entity_id}'), 300)]::text[];
    list := doc -> 'groups';
    IF jsonb_typeof(list) = 'array' THEN
      FOR place IN 0 .. jsonb_array_length(list) - 1 LOOP
        named := named || left('groups.id:' || (list -> place ->> 'id'), 300);
      END LOOP;
    ELSE
      named := named || left('groups.id:' || (list ->> 'id'), 300);
    END IF;
  ELSIF "model" = 'hris_employments' THEN
    named := ARRAY[left('employee_id:' || (doc #>> '{employee_id}'), 300)]::text[];
  ELSIF "model" = 'hris_absences' THEN
    named := ARRAY[left('employee_id:' || (doc #>> '{employee_id}'), 300), left('approver_id:' || (doc #>> '{approver_id}'), 300), left('type_id:' || (doc #>> '{type_id}'), 300)]::text[];
  ELSIF "model" = 'hris_time_off_balances' THEN
    named := ARRAY[left('employee_id:' || (doc #>> '{employee_id}'), 300), left('type_id:' || (doc #>> '{type_id}'), 300)]::text[];
  ELSIF "model" = 'hris_timesheets' THEN
    named := ARRAY[left('employee_id:' || (doc #>> '{employee_id}'), 300)]::text[];
  ELSIF "model" = 'hris_performance_reviews' THEN
    named := ARRAY[left('reviewee.id:' || (doc #>> '{reviewee,id}'), 300), left('reviewer.id:' || (doc #>> '{reviewer,id}'), 300), left('review_cycle.id:' || (doc #>> '{review_cycle,id}'), 300)]::text[];
  ELSIF "model" = 'hris_teams' THEN
    named := ARRAY[left('parent_id:' || (doc #>> '{parent_id}'), 300)]::text[];
  ELSIF "model" = 'hris_staffing_entities' THEN
    named := ARRAY[left('parent_id:' || (doc #>> '{parent_id}'), 300)]::text[];
    list := doc -> 'locations';
    IF jsonb_typeof(list) = 'array' THEN
      FOR place IN 0 .. jsonb_array_length(list) - 1 LOOP
        named := named || left('locations.id:' || (list -> place ->> 'id'), 300);
      END LOOP;
    ELSE
      named := named || left('locations.id:' || (list ->> 'id'), 300);
    END IF;
    list := doc -> 'legal_entities';
    IF jsonb_typeof(list) = 'array' THEN
      FOR place IN 0 .. jsonb_array_length(list) - 1 LOOP
        named := named || left('legal_entities.id:' || (list -> place ->> 'id'), 300);
      END LOOP;
    ELSE
      named := named || left('legal_entities.id:' || (list ->> 'id'), 300);
    END IF;
    list := doc -> 'groups';
    IF jsonb_typeof(list) = 'array' THEN
      FOR place IN 0 .. jsonb_array_length(list) - 1 LOOP
        named := named || left('groups.id:' || (list -> place ->> 'id'), 300);
      END LOOP;
    ELSE
      named := named || left('groups.id:' || (list ->> 'id'), 300);
    END IF;
  ELSIF "model" = 'ats_applications' THEN
    named := ARRAY[left('candidate_id:' || (doc #>> '{candidate_id}'), 300), left('job_id:' || (doc #>> '{job_id}'), 300), left('current_stage_id:' || (doc #>> '{current_stage_id}'), 300)]::text[];
  ELSIF "model" = 'ats_candidates' THEN
    named := ARRAY[]::text[];
    list := doc -> 'tags';
    IF jsonb_typeof(list) = 'array' THEN
      FOR place IN 0 .. jsonb_array_length(list) - 1 LOOP
        named := named || left('tags.id:' || (list -> place ->> 'id'), 300);
      END LOOP;
    ELSE
      named := named || left('tags.id:' || (list ->> 'id'), 300);
    END IF;
  ELSIF "model" = 'ats_jobs' THEN
    named := ARRAY[]::text[];
    list := doc -> 'stages';
    IF jsonb_typeof(list) = 'array' THEN
      FOR place IN 0 .. jsonb_array_length(list) - 1 LOOP
        named := named || left('stages.id:' || (list -> place ->> 'id'), 300);
      END LOOP;
    ELSE
      named := named || left('stages.id:' || (list ->> 'id'), 300);
    END IF;
    list := doc -> 'hiring_team';
    IF jsonb_typeof(list) = 'array' THEN
      FOR place IN 0 .. jsonb_array_length(list) - 1 LOOP
        named := named || left('hiring_team.id:' || (list -> place ->> 'id'), 300);
      END LOOP;
    ELSE
      named := named || left('hiring_team.id:' || (list ->> 'id'), 300);
    END IF;
  ELSIF "model" = 'ats_offers' THEN
    named := ARRAY[left('application_id:' || (doc #>> '{application_id}'), 300), left('application.candidate.id:' || (doc #>> '{application,candidate,id}'), 300), left('application.job.id:' || (doc #>> '{application,job,id}'), 300)]::text[];
  ELSIF "model" = 'ats_interviews' THEN
    named := ARRAY[left('application_id:' || (doc #>> '{application_id}'), 300), left('application.candidate.id:' || (doc #>> '{application,candidate,id}'), 300), left('application.job.id:' || (doc #>> '{application,job,id}'), 300), left('stage_id:' || (doc #>> '{stage_id}'), 300)]::text[];
    list := doc -> 'users';
    IF jsonb_typeof(list) = 'array' THEN
      FOR place IN 0 .. jsonb_array_length(list) - 1 LOOP
        named := named || left('users.id:' || (list -> place ->> 'id'), 300);
      END LOOP;
    ELSE
      named := named || left('users.id:' || (list ->> 'id'), 300);
    END IF;
  ELSIF "model" = 'ats_notes' THEN
    named := ARRAY[left('candidate_id:' || (doc #>> '{candidate_id}'), 300), left('application_id:' || (doc #>> '{application_id}'), 300), left('author_id:' || (doc #>> '{author_id}'), 300)]::text[];
  ELSIF "model" = 'lms_course_progressions' THEN
    named := ARRAY[left('user_id:' || (doc #>> '{user_id}'), 300), left('course_revision.course.id:' || (doc #>> '{course_revision,course,id}'), 300)]::text[];
  ELSIF "model" = 'lms_courses' THEN
    named := ARRAY[]::text[];
    named := named || ARRAY(SELECT left('revisions.skill_assignments.skill.id:' || (entry #>> '{}'), 300) FROM jsonb_path_query(doc, '$.revisions.skill_assignments.skill.id') AS entry);
  END IF;
  RETURN array_remove(named, NULL);
END $$;
