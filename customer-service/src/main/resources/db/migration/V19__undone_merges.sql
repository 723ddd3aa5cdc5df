-- Merges that are undone keep no contact data.
update merge_members b set contact_points = '[]', preferred_points = '{}'
from merges m
where m.id = b.merge_id and m.state = 'UNDONE';
