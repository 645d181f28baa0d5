import { Socket } from "node:net";
import pg from "pg";

import type { Pool } from "@/lib/db/pool";

export type Fate = {
  /** Everything breaks while the so-manyth message of this process is being sent to the database. */
  readonly atMessage: number;
  /** Half of them: the message still leaves, so that what it commits may be committed. */
  readonly isSent: boolean;
  /** A process that lives on gets new connections; a dead one gets none. */
  readonly livesOn: boolean;
};

/**
 * The connections of a process that dies, or loses them all, at a moment that can be repeated. To the database it is
 * what kill -9 is: sockets that close in the middle of whatever was going on.
 */
export function createMortalPool(databaseUrl: string, fate: Fate): Pool {
  const sockets = new Set<Socket>();
  let messages = 0;
  let isOver = false;
  const breakAll = () => {
    isOver = true;
    for (const socket of sockets) socket.destroy(new Error("The process is dead"));
  };
  const stream = () => {
    const socket = new Socket();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.write = new Proxy(socket.write.bind(socket), {
      apply(write, self, args: Parameters<Socket["write"]>) {
        messages += 1;
        const isLast = messages === fate.atMessage;
        if (isLast && !fate.isSent) breakAll();
        const hasRoom = Reflect.apply(write, self, args);
        if (isLast && fate.isSent) setImmediate(breakAll);
        return hasRoom;
      },
    });
    if (isOver && !fate.livesOn) process.nextTick(() => socket.destroy(new Error("The process is dead")));
    return socket;
  };
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5, connectionTimeoutMillis: 5_000, stream });
  // An idle connection that breaks is heard here only.
  pool.on("error", () => undefined);
  return pool;
}
