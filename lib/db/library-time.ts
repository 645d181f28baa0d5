/**
 * A time that the auth library wrote, as SQL: Prisma's driver writes a timestamptz as UTC without saying so, and the
 * server takes it for its own zone's. The same instant where that zone is UTC.
 */
export function libraryTime(column: string): string {
  return `(${column} AT TIME ZONE current_setting('TimeZone') AT TIME ZONE 'UTC')`;
}
