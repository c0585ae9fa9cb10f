"""From the result of each job to its report; one file a job."""
