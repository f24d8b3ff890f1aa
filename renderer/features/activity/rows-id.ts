/** Of the part that the rows scroll in: from the search it is one press of an arrow away. */
export const ROWS_ID = 'activity-rows';
