/** What of the oldest open transaction of the cluster the database's role may see. */
export type Holder = {
  readonly isHeld: boolean;
  readonly heldSince: Date | null;
  readonly holderPid: number | null;
  readonly holderDatabase: string | null;
  readonly holderIsHere: boolean | null;
  readonly holderApplication: string | null;
  readonly holderState: string | null;
  readonly holderPrepared: string | null;
};

/**
 * `h` is the snapshot: (xmin, xmax). Without a query's text, which may hold personal data. Of sessions of other roles only
 * the database is seen, unless the role has pg_read_all_stats.
 */
export const holderColumns = `h.xmin < h.xmax AS "isHeld", coalesce(a.xact_start, p.prepared) AS "heldSince",
  a.pid AS "holderPid", coalesce(a.datname, p.database)::text AS "holderDatabase",
  coalesce(a.datname, p.database) = current_database() AS "holderIsHere", a.application_name AS "holderApplication",
  a.state AS "holderState", p.gid AS "holderPrepared"`;

export const holderJoins = `LEFT JOIN pg_stat_activity a ON h.xmin < h.xmax AND a.backend_xid = h.xmin::xid
  LEFT JOIN pg_prepared_xacts p ON h.xmin < h.xmax AND p.transaction = h.xmin::xid`;

export function describeHolder(holder: Holder): string | null {
  if (!holder.isHeld) return null;
  const { holderPid: pid, holderPrepared: prepared, holderApplication, holderState } = holder;
  const where = holder.holderIsHere ? "this database" : `the database ${holder.holderDatabase ?? ""}`;
  if (prepared !== null) return `prepared transaction ${prepared} in ${where}`;
  if (pid === null) return "a transaction that our database role may not see";
  const what = [holderApplication, holderState].filter((part) => part !== null && part !== "").join(", ");
  return `${what === "" ? "a session" : what} in ${where}, process ${pid}`;
}
