package com.modalarmor.vector;

/** What holds whatever the rows are kept in; run once over each store. */
interface StoreContract extends RightsContract, RelabelContract, RowsContract {}
