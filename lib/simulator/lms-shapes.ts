import type { ListEndpoint } from "./shape";

export const lmsShapes: readonly ListEndpoint[] = [
  {
    path: "/lms/users",
    model: "lms_users",
    shape: {},
    filters: [{ param: "work_emails", test: "in", path: "work_email" }],
  },
  {
    path: "/lms/course-progressions",
    model: "lms_course_progressions",
    shape: {
      parts: {
        user: {
          via: "link",
          of: "user",
          shape: { pick: ["id", "remote_id", "first_name", "last_name", "work_email"] },
        },
        course_revision: {
          via: "link",
          of: "course_revision",
          shape: {
            pick: ["id", "remote_id", "title"],
            parts: { course: { via: "link", of: "course", shape: { pick: ["id", "remote_id"] } } },
          },
        },
      },
    },
    filters: [
      { param: "user_ids", test: "in", path: "user_id" },
      { param: "course_ids", test: "in", path: "course_revision.course.id" },
    ],
  },
  {
    path: "/lms/courses",
    model: "lms_courses",
    shape: {
      parts: {
        provider: { via: "link", of: "provider", shape: { pick: ["id", "remote_id", "name"] } },
        revisions: {
          via: "children",
          of: "lms_course_revisions",
          shape: {
            parts: {
              skill_assignments: {
                via: "join",
                of: "lms_join_revisions_skills",
                wrap: "skill",
                shape: { pick: ["id", "remote_id", "name"] },
              },
            },
          },
        },
      },
    },
  },
  { path: "/lms/skills", model: "lms_skills", shape: {} },
];
