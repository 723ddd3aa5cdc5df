-- Where the tables of orders are made anew when a file brings many orders; empty but within such an import's transaction.
create schema if not exists bulk_load;
