/**
 * How sensitive each field of a record is, as data.
 *
 * - `plain`: anybody who may look sees it. Job data of a person among it: title, start, status, hours, leave balances.
 * - `personal`: names, addresses of communication, free text about a person, hiring decisions.
 * - `high`: **everything that is listed nowhere**: pay, bank, birth, home, government ids, nationality, health-related
 *   absences, ratings, custom fields, `integration_fields`, `remote_data`, and every field Kombo adds tomorrow.
 *
 * Paths without the positions of lists; a listed path stands for all that is below it. `webhook` is an event's payload.
 */
export type Sensitivity = "personal" | "high";

type Listed = { readonly plain?: string; readonly personal?: string };

const everywhere = "id remote_id changed_at remote_deleted_at";

const listedByModel: Readonly<Record<string, Listed>> = {
  hris_employees: {
    plain: `
      job_title employment_status employment_type weekly_hours work_location_id legal_entity_id manager_id
      start_date termination_date remote_created_at employments.id employments.remote_id
      employments.employee_id employments.job_title employments.employment_type employments.effective_date
      employments.changed_at employments.remote_deleted_at time_off_balances.id time_off_balances.remote_id
      time_off_balances.employee_id time_off_balances.type_id time_off_balances.balance
      time_off_balances.balance_unit time_off_balances.changed_at time_off_balances.remote_deleted_at
      time_off_balances.used time_off_balances.used_unit manager.id manager.remote_id
      manager.employment_status manager.termination_date groups.id groups.remote_id groups.name groups.type
      legal_entity.id legal_entity.remote_id legal_entity.name legal_entity.address.city
      legal_entity.address.country legal_entity.address.raw legal_entity.address.state
      legal_entity.address.street_1 legal_entity.address.street_2 legal_entity.address.zip_code teams.id
      teams.remote_id teams.name teams.type work_location.id work_location.remote_id work_location.name
      work_location.address.city work_location.address.country work_location.address.raw
      work_location.address.state work_location.address.street_1 work_location.address.street_2
      work_location.address.zip_code work_location.type work_location.changed_at
      work_location.remote_deleted_at
    `,
    personal: `
      employee_number first_name last_name display_full_name work_email personal_email mobile_phone_number
      avatar manager.first_name manager.last_name manager.display_full_name manager.employee_number
      manager.work_email
    `,
  },
  hris_employee_document_categories: {
    plain: `name`,
  },
  hris_teams: {
    plain: `name type parent_id`,
  },
  hris_employments: {
    plain: `employee_id job_title employment_type effective_date`,
  },
  hris_locations: {
    plain: `
      name address.city address.country address.raw address.state address.street_1 address.street_2
      address.zip_code type
    `,
  },
  hris_absence_types: {
    plain: `name unit half_days_supported exact_times_supported`,
  },
  hris_time_off_balances: {
    plain: `
      employee_id type_id balance balance_unit used used_unit type.id type.remote_id type.name type.unit
      type.half_days_supported type.exact_times_supported type.changed_at type.remote_deleted_at
    `,
  },
  hris_absences: {
    plain: `employee_id approver_id remote_created_at remote_updated_at`,
  },
  hris_legal_entities: {
    plain: `
      name address.city address.country address.raw address.state address.street_1 address.street_2
      address.zip_code
    `,
  },
  hris_timesheets: {
    plain: `
      employee_id started_at ended_at timezone payable_hours unpaid_break_minutes breaks.ended_at breaks.paid
      breaks.started_at approval_status approved_at
    `,
    personal: `comment`,
  },
  hris_performance_review_cycles: {
    plain: `name review_period_start_date`,
  },
  hris_performance_reviews: {
    plain: `
      type reviewee.id reviewee.remote_id reviewee.remote_deleted_at reviewer.id reviewer.remote_id
      reviewer.remote_deleted_at review_cycle.id review_cycle.remote_id review_cycle.name
      review_cycle.review_period_start_date review_cycle.changed_at review_cycle.remote_deleted_at
    `,
    personal: `
      reviewee.first_name reviewee.last_name reviewee.display_full_name reviewee.work_email
      reviewer.first_name reviewer.last_name reviewer.display_full_name reviewer.work_email
    `,
  },
  hris_skills: {
    plain: `name description ordered_levels`,
  },
  hris_staffing_entities: {
    plain: `
      name model_type description status employment_types.remote_label employment_types.unified_type
      number_of_openings parent_id remote_url remote_created_at remote_updated_at locations.id
      locations.remote_id locations.name locations.type legal_entities.id legal_entities.remote_id
      legal_entities.name groups.id groups.remote_id groups.name groups.type
    `,
  },
  ats_applications: {
    plain: `
      current_stage_id job_id candidate_id remote_url remote_created_at remote_updated_at candidate.id
      candidate.remote_id candidate.source candidate.remote_url candidate.tags.id candidate.tags.remote_id
      candidate.tags.name current_stage.id current_stage.remote_id current_stage.name current_stage.index
      job.id job.remote_id job.name interviews.id interviews.remote_id interviews.title interviews.starting_at
      interviews.ending_at interviews.location.city interviews.location.country interviews.location.raw
      interviews.location.state interviews.location.street_1 interviews.location.street_2
      interviews.location.zip_code interviews.canceled offers.id offers.remote_id offers.status
    `,
    personal: `
      outcome rejection_reason_name rejected_at candidate.first_name candidate.last_name
      candidate.email_addresses candidate.phone_numbers candidate.social_media
    `,
  },
  ats_candidates: {
    plain: `
      confidential source remote_url remote_created_at remote_updated_at applications.id
      applications.remote_id applications.remote_url applications.changed_at applications.remote_created_at
      applications.remote_updated_at applications.current_stage.id applications.current_stage.name
      applications.current_stage.remote_id applications.current_stage.index applications.job.id
      applications.job.name applications.job.remote_id tags.id tags.name tags.remote_id
    `,
    personal: `
      first_name last_name company title phone_numbers email_addresses social_media location
      applications.outcome applications.rejection_reason_name applications.rejected_at
    `,
  },
  ats_tags: {
    plain: `name`,
  },
  ats_application_stages: {
    plain: `name`,
  },
  ats_jobs: {
    plain: `
      name job_code description confidential weekly_hours employment_type status visibility category
      department post_url experience_level remote_work_status salary_amount salary_amount_from
      salary_amount_to salary_currency salary_period location.city location.country location.raw
      location.state location.street_1 location.street_2 location.zip_code remote_url opened_at closed_at
      remote_created_at remote_updated_at contact_id stages.id stages.remote_id stages.name stages.index
      screening_questions.id screening_questions.remote_id screening_questions.title
      screening_questions.description screening_questions.format screening_questions.category
      screening_questions.index screening_questions.required screening_questions.precondition_question_id
      screening_questions.precondition_options job_postings.id job_postings.remote_id job_postings.title
      job_postings.description_html job_postings.status job_postings.visibility job_postings.url
      hiring_team.id hiring_team.remote_id hiring_team.hiring_team_roles hiring_team.job_roles.remote_id
      hiring_team.job_roles.remote_label hiring_team.job_roles.scope hiring_team.job_roles.unified_type
    `,
    personal: `hiring_team.first_name hiring_team.last_name hiring_team.email`,
  },
  ats_users: {
    plain: `status system_roles.remote_id system_roles.remote_label system_roles.scope system_roles.unified_type`,
    personal: `first_name last_name email`,
  },
  ats_roles: {
    plain: `remote_label scope unified_type`,
  },
  ats_offers: {
    plain: `
      status employment_start_date application_id remote_created_at remote_updated_at application.candidate.id
      application.candidate.remote_id application.job.id application.job.remote_id application.job.name
    `,
    personal: `application.candidate.first_name application.candidate.last_name application.candidate.email_addresses`,
  },
  ats_rejection_reasons: {
    plain: `name`,
  },
  ats_interviews: {
    plain: `
      title starting_at ending_at location.city location.country location.raw location.state location.street_1
      location.street_2 location.zip_code application_id stage_id canceled remote_created_at remote_updated_at
      users.id users.remote_id application.id application.remote_id application.candidate.id
      application.candidate.remote_id application.job.id application.job.remote_id application.job.name
    `,
    personal: `
      users.first_name users.last_name users.email application.outcome application.rejection_reason_name
      application.candidate.first_name application.candidate.last_name application.candidate.email_addresses
      video_conferencing_url
    `,
  },
  lms_users: {
    plain: `status remote_created_at`,
    personal: `first_name last_name work_email`,
  },
  lms_course_progressions: {
    plain: `
      user_id course_revision_id status enrolled_at completed_at user.id user.remote_id course_revision.id
      course_revision.remote_id course_revision.title course_revision.course.id
      course_revision.course.remote_id
    `,
    personal: `user.first_name user.last_name user.work_email`,
  },
  lms_courses: {
    plain: `
      provider_id origin_id remote_created_at provider.id provider.remote_id provider.name revisions.id
      revisions.remote_id revisions.course_id revisions.title revisions.description revisions.remote_url
      revisions.status revisions.remote_created_at revisions.remote_deleted_at revisions.changed_at
      revisions.skill_assignments.skill.id revisions.skill_assignments.skill.remote_id
      revisions.skill_assignments.skill.name
    `,
  },
  lms_skills: {
    plain: `name remote_created_at`,
  },
  ats_notes: {
    plain: `
      candidate_id application_id author_id is_private remote_created_at remote_updated_at author.id
      author.remote_id
    `,
    personal: `title author.first_name author.last_name author.email`,
  },
  webhook: {
    plain: `
      type data.id data.tool data.category data.integration_id data.integration_tool data.integration_category
      data.changed_models.name data.end_user.origin_id data.end_user.organization_name data.deleted_at data.updated_at
      data.created_at data.qa_status data.setup_status data.state data.status data.log_url data.sync_id data.sync_state
      data.sync_started_at data.sync_ended_at data.sync_duration_seconds data.package_id data.job_posting_id
      data.candidate.remote_id data.application.remote_id data.job.remote_id data.job.name data.job.job_code
      data.job.description data.career_site.id data.career_site.label data.url data.job_code data.archived_at
      data.archived_reason data.availability
    `,
    personal: `
      data.end_user.creator_email data.candidate.email data.candidate.first_name data.candidate.last_name
      data.candidate.phone data.job.location data.job.hiring_team
    `,
  },
};

export type FieldClass = Sensitivity | "plain" | "container";

const classesByModel: ReadonlyMap<string, ReadonlyMap<string, FieldClass>> = new Map(
  Object.entries(listedByModel).map(([model, listed]) => [model, readListed(listed)]),
);
const unknownModel = readListed({});

/** `container`: only its parts are listed. Of an unknown model only the ids and times are plain. */
export function fieldClass(model: string, path: string): FieldClass {
  const classes = classesByModel.get(model) ?? unknownModel;
  for (let at = path; ; at = at.slice(0, at.lastIndexOf("."))) {
    const known = classes.get(at);
    if (known !== undefined) return at === path || known === "personal" ? known : "high";
    if (!at.includes(".")) return "high";
  }
}

function readListed({ plain = "", personal = "" }: Listed): ReadonlyMap<string, FieldClass> {
  const classes = new Map<string, FieldClass>();
  const note = (path: string, fieldIs: FieldClass) => {
    classes.set(path, fieldIs);
    for (let at = path.lastIndexOf("."); at > 0; at = path.lastIndexOf(".", at - 1)) {
      classes.set(path.slice(0, at), "container");
    }
  };
  for (const path of words(`${everywhere} ${plain}`)) note(path, "plain");
  for (const path of words(personal)) note(path, "personal");
  return classes;
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
