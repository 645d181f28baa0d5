/** Letters of a search; fewer find too much to be of use. */
export const searchMin = 2;
