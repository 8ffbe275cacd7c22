// Runs before the first paint so that what only scripts can do is shown only where scripts run.
document.documentElement.classList.add("js");
