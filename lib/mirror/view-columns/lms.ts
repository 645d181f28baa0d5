import type { ModelViews } from "./columns";

export const lmsViews = {
  lms_users: {
    columns: {
      text: `first_name last_name work_email status`,
      time: `remote_created_at`,
    },
  },
  lms_course_progressions: {
    columns: {
      text: `
        user_id course_revision_id status user.remote_id user.first_name user.last_name user.work_email
        course_revision.remote_id course_revision.title course_revision.course.id
        course_revision.course.remote_id
      `,
      time: `enrolled_at completed_at`,
    },
  },
  lms_courses: {
    columns: {
      text: `provider_id origin_id provider.remote_id provider.name`,
      time: `remote_created_at`,
    },
    lists: {
      revisions: {
        text: `remote_id course_id title description remote_url status`,
        time: `remote_created_at remote_deleted_at changed_at`,
      },
    },
  },
  lms_skills: {
    columns: {
      text: `name`,
      time: `remote_created_at`,
    },
  },
} as const satisfies Readonly<Record<string, ModelViews>>;
