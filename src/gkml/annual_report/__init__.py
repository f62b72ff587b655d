"""The second kind of document: the yearly report on disclosure (政府信息公开工作年度报告), its tables, prose and checks."""
