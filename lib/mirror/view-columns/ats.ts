import type { ModelViews } from "./columns";

export const atsViews = {
  ats_applications: {
    columns: {
      text: `
        outcome rejection_reason_name current_stage_id job_id candidate_id remote_url candidate.remote_id
        candidate.first_name candidate.last_name candidate.source candidate.remote_url current_stage.remote_id
        current_stage.name job.remote_id job.name
      `,
      number: `current_stage.index`,
      time: `rejected_at remote_created_at remote_updated_at`,
    },
    lists: {
      "candidate.email_addresses": {
        text: `email_address type`,
      },
      "candidate.phone_numbers": {
        text: `phone_number type`,
      },
      "candidate.social_media": {
        text: `link type username`,
      },
      "candidate.tags": {
        text: `remote_id name`,
      },
      interviews: {
        text: `
          remote_id title location.city location.country location.raw location.state location.street_1
          location.street_2 location.zip_code
        `,
        boolean: `canceled`,
        time: `starting_at ending_at`,
      },
      offers: {
        text: `remote_id status`,
      },
    },
  },
  ats_candidates: {
    columns: {
      text: `
        first_name last_name company title source remote_url location.city location.country location.raw
        location.state location.street_1 location.street_2 location.zip_code
      `,
      boolean: `confidential`,
      time: `remote_created_at remote_updated_at`,
    },
    lists: {
      phone_numbers: {
        text: `phone_number type`,
      },
      email_addresses: {
        text: `email_address type`,
      },
      social_media: {
        text: `link type username`,
      },
      applications: {
        text: `
          remote_id outcome rejection_reason_name remote_url current_stage.id current_stage.name
          current_stage.remote_id job.id job.name job.remote_id
        `,
        number: `current_stage.index`,
        time: `rejected_at changed_at remote_created_at remote_updated_at`,
      },
      tags: {
        text: `name remote_id`,
      },
    },
  },
  ats_tags: {
    columns: {
      text: `name`,
    },
  },
  ats_application_stages: {
    columns: {
      text: `name`,
    },
  },
  ats_jobs: {
    columns: {
      text: `
        name job_code description employment_type status visibility category department post_url
        experience_level remote_work_status salary_currency salary_period remote_url contact_id location.city
        location.country location.raw location.state location.street_1 location.street_2 location.zip_code
      `,
      number: `weekly_hours salary_amount salary_amount_from salary_amount_to`,
      boolean: `confidential`,
      time: `opened_at closed_at remote_created_at remote_updated_at`,
    },
    lists: {
      stages: {
        text: `remote_id name`,
        number: `index`,
      },
      screening_questions: {
        text: `remote_id title description category precondition_question_id`,
        number: `index`,
        boolean: `required`,
      },
      job_postings: {
        text: `remote_id title description_html status visibility url`,
      },
      hiring_team: {
        text: `remote_id first_name last_name email`,
      },
    },
  },
  ats_users: {
    columns: {
      text: `first_name last_name email status`,
    },
    lists: {
      system_roles: {
        text: `remote_id remote_label scope unified_type`,
      },
    },
  },
  ats_roles: {
    columns: {
      text: `remote_label scope unified_type`,
    },
  },
  ats_offers: {
    columns: {
      text: `
        status application_id application.candidate.id application.candidate.remote_id
        application.candidate.first_name application.candidate.last_name application.job.id
        application.job.remote_id application.job.name
      `,
      time: `employment_start_date remote_created_at remote_updated_at`,
    },
    lists: {
      "application.candidate.email_addresses": {
        text: `email_address type`,
      },
    },
  },
  ats_rejection_reasons: {
    columns: {
      text: `name`,
    },
  },
  ats_interviews: {
    columns: {
      text: `
        title video_conferencing_url application_id stage_id location.city location.country location.raw
        location.state location.street_1 location.street_2 location.zip_code application.remote_id
        application.outcome application.rejection_reason_name application.candidate.id
        application.candidate.remote_id application.candidate.first_name application.candidate.last_name
        application.job.id application.job.remote_id application.job.name
      `,
      boolean: `canceled`,
      time: `starting_at ending_at remote_created_at remote_updated_at`,
    },
    lists: {
      users: {
        text: `remote_id first_name last_name email`,
      },
      "application.candidate.email_addresses": {
        text: `email_address type`,
      },
    },
  },
  ats_notes: {
    columns: {
      text: `
        candidate_id application_id author_id title content_html author.remote_id author.first_name
        author.last_name author.email
      `,
      boolean: `is_private`,
      time: `remote_created_at remote_updated_at`,
    },
  },
} as const satisfies Readonly<Record<string, ModelViews>>;
