/** Once per server process: the first administrator, and outside Vercel the resident loop. */
export async function register(): Promise<void> {
  // Only the Node runtime has a database; the bundler drops this branch for others.
  if (process.env["NEXT_RUNTIME"] === "nodejs") {
    const { startServer } = await import("@/lib/server/start-server");
    await startServer();
  }
}
