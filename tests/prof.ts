import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { createTestDatabase } from "@/tests/support/database";
import { mirror } from "./bench/contenders";
const p = spawn(process.execPath, ["--import","tsx","tests/bench/upstream.ts","20000"],{stdio:["ignore","pipe","inherit"]});
const line = await new Promise<string>((r)=>createInterface({input:p.stdout!}).once("line",r));
const u = JSON.parse(line);
const db = await createTestDatabase();
const m = await mirror.prepare(db.url,u);
for (const k of ["load","unchanged"]) {
const t=performance.now(); const c=process.cpuUsage(); await m.fetchAll(); const d=process.cpuUsage(c);
console.log(k, Math.round(20000/(performance.now()-t)*1000),"rec/s", "cpu s", (d.user+d.system)/1e6);
}
console.log((await m.pool.query("select r.slices, count(*), avg(request_ms)::int req, avg(write_ms)::int wr, percentile_cont(0.5) within group (order by write_ms) wmed, sum(request_ms) sreq, sum(write_ms) swr from run_pages p join sync_runs r on r.id=p.run_id group by r.id")).rows);
await m.close(); await db.drop(); p.kill();
