"""What other systems often call our columns and tables."""

CALLED = {
    "customer_id": "account_id client_id company_id organization_id organisation_id customer account "
    "cust_id customerid",
    "name": "account_name company_name client_name",
    "email": "e_mail email_address customer_email contact_email billing_email mail",
    "domain": "website web_site company_domain company_domain_name email_domain url",
    "user_id": "userid member_id player_id uid source",
    "starts_on": "start_date started_on start_at started_at period_start valid_from start "
    "startdate begin begin_date begins_on startdatum vertragsbeginn date_debut data_inceput fecha_inicio 开始日期 起始日期",
    "ends_on": "end_date ended_on end_at ended_at end ends end_on period_end valid_to expires_on "
    "expires_at expiry_date expiration_date terminated_on contract_end current_period_end "
    "expires expiry expiration termination_date terminated_at stop_date stopped_on churned_on churned_at churn_date to_date "
    "enddate until valid_until active_until finish finished_on finishes_on service_end subscription_end "
    "terminates_on lapsed_on enddatum ende vertragsende gueltig_bis gültig_bis date_fin fin date_de_fin sfarsit "
    "data_sfarsit data_incetarii fecha_fin 结束日期 到期日 终止日期 结束时间",
    "last_day": "last_service_day last_day_of_service",
    "quantity": "qty units unit_count quantities menge anzahl cantitate 数量",
    "status": "state subscription_status subscription_state order_status order_state invoice_status "
    "payment_status "
    "stat statut stare estado zustand 状态",
    "currency": "currency_code ccy curr "
    "cur currencycode money_unit currency_iso iso_currency waehrung währung devise moneda valuta 币种 货币",
    "discount": "discounts discount_amount "
    "disc rebate coupon_amount rabatt remise reducere descuento 折扣",
    "is_return": "is_returned is_refund returned refunded return is_credit_note returns",
    "is_upsell": "upsell",
    "mrr": "mrr_amount monthly_amount monthly_fee monthlycharges monthly_recurring_revenue",
    "amount": "total price unit_price unit_amount value dollar_value revenue spent",
    "plan": "plan_tier plan_name plan_nickname price_nickname tier subscription_type contract",
    "seats": "seat_count seats_count licenses licences",
    "cancelled_on": "canceled_on canceled_at cancelled_at cancel_date cancellation_date "
    "cancelled_date canceled_date cancellation_on kuendigungsdatum kündigungsdatum data_anulare 取消日期",
    "signed_up_on": "signup_date created_on created_at joined_on created",
    "opened_at": "created_at created_date submitted_at opened created_on created",
    "resolved_at": "closed_at closed_date solved_at resolved "
    "resolved_date resolution_date completed_at",
    "first_replied_at": "first_response_at first_reply_at first_responded_at first_answered_at first_public_reply_at",
    "escalated_at": "escalation_date escalated_on",
    "first_resolved_at": "initially_solved_at initially_resolved_at",
    "reopened_count": "reopens reopen_count",
    "sent_at": "created_at",
    "author_kind": "author_role author_type",
    "is_public": "public",
    "score": "rating note stars satisfaction_score starrating",
    "survey": "survey_name survey_type",
    "responded_at": "answered_at response_date completed_at submitted_on",
    "ordered_at": "order_date purchased_at date paid_at invoice_date created",
    "occurred_at": "timestamp event_time event_at usage_date time created_at",
    "event": "event_name event_type action",
    "feature": "feature_name",
    "comment_id": "tweet_id review_id feedback_id",
    "text": "review comment feedback_text body message",
    "said_at": "created_at date tweet_created",
    "lead_id": "mql_id prospect_id",
    "created_at": "first_contact_date created_date date_created signup_date",
    "channel": "origin source lead_source referrer medium",
    "offered_at": "call_time started_at queued_at",
    "wait_seconds": "q_time wait_time queue_time",
    "talk_seconds": "ser_time talk_time duration",
    "spent_on": "date day",
    "moved_on": "date day movement_date effective_on effective_date occurred_on",
    "change": "mrr_movement mrr_change movement delta",
}
TABLES_CALLED = {
    "customers": "account client company customer organization organisation",
    "subscriptions": "subscription contract membership",
    "mrr_movements": "mrr_movement mrr_change movement",
    "tickets": "ticket case issue request complaint",
    "usage_events": "usage event activity log",
    "messages": "message comment conversation_part",
    "survey_responses": "survey response answer rating nps csat ces",
    "feedback": "review comment tweet twitter feedback sentiment",
    "orders": "order purchase transaction invoice",
    "calls": "call",
    "leads": "lead mql prospect",
    "users": "user member",
    "spend": "spend cost expense",
}
