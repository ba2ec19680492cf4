/** Close code of graphql-ws for "Forbidden". Its clients may connect again. */
export const forbidden = 4403;
