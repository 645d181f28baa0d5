import { auth } from "@/lib/server/composition";

const handle = (request: Request) => auth().handler(request);

export { handle as GET, handle as POST };
