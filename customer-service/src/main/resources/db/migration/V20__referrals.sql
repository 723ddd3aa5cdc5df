-- An erasure looks for the referrals of a customer by its keys while everybody else waits.
create index feedback_referred_idx on feedback (referred_source, referred_key) where referred_key is not null;
