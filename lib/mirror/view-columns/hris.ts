import type { ModelViews } from "./columns";

export const hrisViews = {
  hris_employees: {
    columns: {
      text: `
        employee_number first_name last_name nationality display_full_name job_title work_email personal_email
        mobile_phone_number ssn tax_id gender ethnicity marital_status employment_status employment_type
        avatar work_location_id legal_entity_id manager_id home_address.city home_address.country
        home_address.raw home_address.state home_address.street_1 home_address.street_2 home_address.zip_code
        manager.first_name manager.last_name manager.display_full_name manager.employee_number
        manager.work_email manager.remote_id manager.employment_status legal_entity.remote_id
        legal_entity.name work_location.remote_id work_location.name work_location.type
        legal_entity.address.city legal_entity.address.country legal_entity.address.raw
        legal_entity.address.state legal_entity.address.street_1 legal_entity.address.street_2
        legal_entity.address.zip_code work_location.address.city work_location.address.country
        work_location.address.raw work_location.address.state work_location.address.street_1
        work_location.address.street_2 work_location.address.zip_code
      `,
      number: `weekly_hours`,
      time: `
        date_of_birth start_date termination_date remote_created_at manager.termination_date
        work_location.changed_at work_location.remote_deleted_at
      `,
    },
    lists: {
      bank_accounts: {
        text: `
          iban bic account_number holder_name bank_name domestic_bank_routing.number
          domestic_bank_routing.type
        `,
      },
      employments: {
        text: `remote_id employee_id job_title pay_period pay_frequency employment_type pay_currency`,
        number: `pay_rate`,
        time: `effective_date changed_at remote_deleted_at`,
      },
      time_off_balances: {
        text: `remote_id employee_id type_id balance_unit used_unit`,
        number: `balance used`,
        time: `changed_at remote_deleted_at`,
      },
      groups: {
        text: `remote_id name type`,
      },
      teams: {
        text: `remote_id name type`,
      },
    },
  },
  hris_employee_document_categories: {
    columns: {
      text: `name`,
    },
  },
  hris_teams: {
    columns: {
      text: `name type parent_id`,
    },
  },
  hris_employments: {
    columns: {
      text: `employee_id job_title pay_period pay_frequency employment_type pay_currency`,
      number: `pay_rate`,
      time: `effective_date`,
    },
  },
  hris_locations: {
    columns: {
      text: `
        name type address.city address.country address.raw address.state address.street_1 address.street_2
        address.zip_code
      `,
    },
  },
  hris_absence_types: {
    columns: {
      text: `name unit`,
      boolean: `half_days_supported exact_times_supported`,
    },
  },
  hris_time_off_balances: {
    columns: {
      text: `employee_id type_id balance_unit used_unit type.remote_id type.name type.unit`,
      number: `balance used`,
      boolean: `type.half_days_supported type.exact_times_supported`,
      time: `type.changed_at type.remote_deleted_at`,
    },
  },
  hris_absences: {
    columns: {
      text: `
        employee_id approver_id start_time end_time unit status employee_note type_id type.remote_id type.name
        type.unit
      `,
      number: `amount`,
      boolean: `start_half_day end_half_day type.half_days_supported type.exact_times_supported`,
      time: `remote_created_at remote_updated_at type.changed_at type.remote_deleted_at`,
      date: `start_date end_date`,
    },
  },
  hris_legal_entities: {
    columns: {
      text: `
        name address.city address.country address.raw address.state address.street_1 address.street_2
        address.zip_code
      `,
    },
  },
  hris_timesheets: {
    columns: {
      text: `employee_id timezone approval_status comment`,
      number: `payable_hours unpaid_break_minutes`,
      time: `started_at ended_at approved_at`,
    },
    lists: {
      breaks: {
        boolean: `paid`,
        time: `ended_at started_at`,
      },
    },
  },
  hris_performance_review_cycles: {
    columns: {
      text: `name`,
      time: `review_period_start_date`,
    },
  },
  hris_performance_reviews: {
    columns: {
      text: `
        type summary_comment reviewee.id reviewee.remote_id reviewee.first_name reviewee.last_name
        reviewee.display_full_name reviewee.work_email reviewer.id reviewer.remote_id reviewer.first_name
        reviewer.last_name reviewer.display_full_name reviewer.work_email review_cycle.id
        review_cycle.remote_id review_cycle.name
      `,
      time: `
        reviewee.remote_deleted_at reviewer.remote_deleted_at review_cycle.review_period_start_date
        review_cycle.changed_at review_cycle.remote_deleted_at
      `,
    },
  },
  hris_staffing_entities: {
    columns: {
      text: `name model_type description status parent_id remote_url`,
      number: `number_of_openings`,
      time: `remote_created_at remote_updated_at`,
    },
    lists: {
      employment_types: {
        text: `remote_label unified_type`,
      },
      locations: {
        text: `remote_id name type`,
      },
      legal_entities: {
        text: `remote_id name`,
      },
      groups: {
        text: `remote_id name type`,
      },
    },
  },
} as const satisfies Readonly<Record<string, ModelViews>>;
