META
key;value
budget;100
vote_type;approval
PROJECTS
project_id;cost;name
a;60;"x; ""y"""
b;50.5;z
VOTES
voter_id;vote
1;a
2;a,b
3;
