import { CodeBlock } from "@/components/ui/code-block";
import { formatCount } from "@/lib/format";

export type DocumentedView = { readonly name: string; readonly columns: readonly string[] };

const example = `SELECT display_full_name, job_title, start_date::date, work_location_name
FROM mirror.hris_employees WHERE organization_name = 'Morgenröte Logistik';`;
const grants = `GRANT USAGE ON SCHEMA mirror TO analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA mirror TO analyst;
GRANT SELECT ON records, integrations TO analyst;`;

/** The views of the schema `mirror`, each with its columns behind a fold. */
export function SqlViews({ views }: { readonly views: readonly DocumentedView[] }) {
  return (
    <>
      <p className="text-muted max-w-text mb-2 text-pretty">
        The schema <span className="mono">mirror</span> has a view for each model, and one for each list inside its
        records, whose rows name theirs in <span className="mono">parent_kombo_id</span>. All have the integration and
        its organization. Deleted records are left out. A value that is not of its column’s type is null, never an
        error; data has it as Kombo sent it. SQL sees everything: masking is for this dashboard and for tokens.
      </p>
      <CodeBlock label="A query" text={example} />
      <p className="text-muted mt-4 mb-2">A role that may read it needs rights on the tables behind it too.</p>
      <CodeBlock label="Rights for a role" text={grants} />
      <ul className="mt-4 border-t">
        {views.map(({ name, columns }) => (
          <li key={name} className="border-border-faint border-b">
            <details>
              <summary className="hover:bg-hover flex min-h-9 cursor-pointer items-center gap-3 px-2 max-sm:min-h-11 max-sm:flex-wrap max-sm:gap-y-0 max-sm:px-0 max-sm:py-1.5">
                <span className="mono min-w-0 break-all">mirror.{name}</span>
                <span className="text-subtle text-xs sm:ml-auto">{formatCount(columns.length, "column")}</span>
              </summary>
              <p className="mono text-muted px-2 pb-3 leading-5 break-words max-sm:px-0">{columns.join(", ")}</p>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
