//! The ticks: every second or two each stage looks whether there is work.
//!
//! The scheduler only says when. What is due stands in the database, so a missed tick loses
//! nothing; a tick that finds the one before still at work goes home; and on PostgreSQL, where
//! several nodes tick, a lease (`lease.rs`) lets one of them plan and fold at a time.

mod lease;
mod stages;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, watch};
use tokio_cron_scheduler::{Job, JobScheduler};

use crate::error::{Context, Result};
use crate::flow::House;
use crate::mail::Transport;
use stages::Stages;

/// How long stopping waits for a stage that is at work.
const PATIENCE: Duration = Duration::from_secs(8);

/// How long it waits for the database to take back the leases.
const GIVE_BACK: Duration = Duration::from_secs(1);

/// The running ticks.
pub struct Ticks {
    scheduler: JobScheduler,
    stages: Arc<Stages>,
    at_work: Vec<Arc<Mutex<()>>>,
    stopping: watch::Sender<bool>,
}

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

impl Ticks {
    /// Starts ticking.
    ///
    /// # Errors
    /// The scheduler cannot be started.
    pub async fn start(house: &House, transport: Transport) -> Result<Self> {
        let scheduler = JobScheduler::new().await.doing(failing)?;
        let (stopping, _) = watch::channel(false);
        let stages = Arc::new(Stages::new(house, transport));
        let (shared, at_work) = (Arc::clone(&stages), Vec::new());
        let mut ticks = Self { scheduler, stages: shared, at_work, stopping };
        ticks.every(2, &stages, |stages| Box::pin(async move { stages.plan().await })).await?;
        ticks.every(2, &stages, |stages| Box::pin(async move { stages.deliver().await })).await?;
        ticks.every(30, &stages, |stages| Box::pin(async move { stages.receive().await })).await?;
        ticks.every(1, &stages, |stages| Box::pin(async move { stages.fold().await })).await?;
        ticks.every(1, &stages, |stages| Box::pin(async move { stages.publish().await })).await?;
        ticks.every(60, &stages, |stages| Box::pin(async move { stages.digest().await })).await?;
        ticks.every(60, &stages, |stages| Box::pin(async move { stages.forget().await })).await?;
        ticks.every(60, &stages, |stages| Box::pin(async move { stages.settle().await })).await?;
        ticks.scheduler.start().await.doing(failing)?;
        Ok(ticks)
    }

    async fn every(
        &mut self,
        seconds: u64,
        stages: &Arc<Stages>,
        work: impl Fn(Arc<Stages>) -> Work + Send + Sync + 'static,
    ) -> Result<()> {
        let busy = Arc::new(Mutex::new(()));
        self.at_work.push(Arc::clone(&busy));
        let (stages, stopping) = (Arc::clone(stages), self.stopping.subscribe());
        let job = Job::new_repeated_async(Duration::from_secs(seconds), move |_id, _scheduler| {
            let (busy, stopped) = (Arc::clone(&busy), *stopping.borrow());
            let work = work(Arc::clone(&stages));
            Box::pin(async move {
                if let (Ok(_alone), false) = (busy.try_lock(), stopped) {
                    work.await;
                }
            })
        });
        self.scheduler.add(job.doing(failing)?).await.doing(failing)?;
        Ok(())
    }

    /// Stops ticking and waits for what is at work, a few seconds at most: whatever is cut short
    /// goes on after the next start.
    ///
    /// # Errors
    /// The scheduler cannot be stopped.
    pub async fn stop(mut self) -> Result<()> {
        self.stopping.send_replace(true);
        let idle = async {
            for stage in &self.at_work {
                drop(stage.lock().await);
            }
        };
        if tokio::time::timeout(PATIENCE, idle).await.is_err() {
            tracing::warn!("a stage was still at work when the server stopped");
        }
        // If they cannot be given back, they run out by themselves.
        match tokio::time::timeout(GIVE_BACK, self.stages.give_back()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "leases were not given back"),
            Err(late) => tracing::warn!(%late, "leases were not given back"),
        }
        self.scheduler.shutdown().await.doing(failing)
    }
}

fn failing() -> String {
    "the scheduler does not work".to_owned()
}
