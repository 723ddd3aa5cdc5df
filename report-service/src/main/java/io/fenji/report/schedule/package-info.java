/// Schedules: reports made at the times of a cron expression, once however many replicas run.
@NullMarked
package io.fenji.report.schedule;

import org.jspecify.annotations.NullMarked;
