/** Everything a local start keeps is in here; deleting the folder starts anew. */
export const dataFolder = ".data";

export const clusterFolder = `${dataFolder}/postgres`;

/** With the settings PostgreSQL has by itself, as a user's; apart from the one whose data somebody keeps. */
export const benchClusterFolder = `${dataFolder}/bench`;

/** The tests' own: they trade durability for speed. */
export const testClusterFolder = `${dataFolder}/test`;

export const artifactsFolder = "tests/.artifacts";
