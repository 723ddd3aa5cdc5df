-- Exchange rates and consents are imported too.
alter table imports drop constraint imports_type_ck;
alter table imports add constraint imports_type_ck
  check (type in ('orders', 'customers', 'products', 'interactions', 'feedback', 'account-managers', 'consents',
                  'exchange-rates'));
